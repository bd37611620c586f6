import { binaryPlan, emptyInput, emptyObject, unreadableInput } from "../errors";
import type { Plan } from "../plan/plan";
import { LABELS } from "../../terraform/block-types";
import { INPUT } from "../../terminal/io";
import { isPlan, readPlan } from "../plan/read-plan";

/** Standard input: a plan, or the text of a file and a name for it. */
export type Input = { readonly plan: Plan } | { readonly name: string; readonly text: string };

/** The head of a block: of any type at the beginning of a line, or of Terraform's own types if indented. */
const BLOCK = new RegExp(
  `^(?:[ \\t]*(?:${Object.keys(LABELS).join("|")})|[\\w-]+)(?:[ \\t]+(?:"[^"\\n]*"|[\\w-]+))*[ \\t]*\\{`,
  "m",
);

/**
 * Recognizes what standard input holds.
 *
 * @param isForModule whether the user passed --module, so that it holds variable values
 * @throws CommandFailure if it can't be validated
 */
export function classifyInput(text: string, isForModule: boolean): Input {
  if (text.startsWith("PK")) throw binaryPlan(INPUT);
  // The command before the pipe may have failed: don't report success.
  if (/^\s*$/.test(text)) throw emptyInput();
  if (/^\s*\{\s*\}\s*$/.test(text)) throw emptyObject();
  const isObject = /^\s*\{/.test(text);
  // The JSON of a state begins like a plan: readPlan reports it.
  if (isPlan(text) || (isObject && /^\s*\{\s*"format_version"\s*:/.test(text)))
    return { plan: readPlan("stdin.json", text, INPUT) };
  const ending = isObject ? ".json" : "";
  if (isForModule) return { name: `stdin.tfvars${ending}`, text };
  if (!isObject && !BLOCK.test(text)) throw unreadableInput();
  return { name: `stdin.tf${ending}`, text };
}

import { binaryPlan, emptyInput, emptyObject, unreadableInput } from "../errors";
import type { Plan } from "../plan/plan";
import { LABELS } from "../../terraform/block-types";
import { INPUT } from "../../terminal/io";
import { isPlan, readPlan } from "../plan/read-plan";

/** What standard input holds: a plan, or the text of a file and what the file would be called. */
export type Input = { readonly plan: Plan } | { readonly name: string; readonly text: string };

/** The head of a block of Terraform: at the begin of a line, whatever it is called, or indented, if Terraform has it. */
const BLOCK = new RegExp(
  `^(?:[ \\t]*(?:${Object.keys(LABELS).join("|")})|[\\w-]+)(?:[ \\t]+(?:"[^"\\n]*"|[\\w-]+))*[ \\t]*\\{`,
  "m",
);

/**
 * Tells what was given on standard input.
 *
 * @param isForModule whether the user has said that it holds values for a module
 * @throws CommandFailure where it is nothing that can be validated
 */
export function classifyInput(text: string, isForModule: boolean): Input {
  if (text.startsWith("PK")) throw binaryPlan(INPUT);
  // What a command gives that failed before the pipe must not pass for something sound.
  if (/^\s*$/.test(text)) throw emptyInput();
  if (/^\s*\{\s*\}\s*$/.test(text)) throw emptyObject();
  const isObject = /^\s*\{/.test(text);
  // What Terraform shows of a state begins like a plan.
  if (isPlan(text) || (isObject && /^\s*\{\s*"format_version"\s*:/.test(text)))
    return { plan: readPlan("stdin.json", text, INPUT) };
  const ending = isObject ? ".json" : "";
  if (isForModule) return { name: `stdin.tfvars${ending}`, text };
  if (!isObject && !BLOCK.test(text)) throw unreadableInput();
  return { name: `stdin.tf${ending}`, text };
}

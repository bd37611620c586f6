import { type Body, nestedBlocks, valueOf } from "../model/configuration";
import { PLAIN } from "./context";
import { converted } from "./convert";
import type { Found } from "./found";
import { Inference } from "./infer";
import { misfit } from "./misfit";
import type { Scope, Variable } from "./scope";
import type { Shape } from "./shape";

/** Why a validation doesn't take a value: the rest of a sentence that says which value. */
export interface Refusal {
  readonly reason: string;
  readonly mend: string;
  /** Whether the value is a secret, which no line may show. */
  readonly secret?: boolean;
}

/**
 * What a variable's validations have against a value, as far as it is known before a plan: Terraform asks them of the
 * inputs of every call, and of the defaults where a call leaves an input out.
 */
export function refusalsOf(
  scope: Scope,
  { name, type, block, isSensitive, isEphemeral }: Variable,
  given: Shape,
): Refusal[] {
  const value = converted(given, type);
  const inference = new Inference(scope, new Map([[name, value]]));
  const refusals = nestedBlocks(block.body, "validation").flatMap((validation) => {
    const problem = problemOf(validation, inference);
    if (problem === undefined) return [];
    return isSensitive || isEphemeral ? [SECRET] : [problem];
  });
  // Without their messages one reads like the other.
  return [...new Map(refusals.map((refusal) => [refusal.reason, refusal])).values()];
}

/** The value may be in any other message. */
const SECRET: Refusal = {
  reason: "its validation refuses it.",
  mend: "Take another value, or correct the validation.",
  secret: true,
};

function problemOf(validation: Body, inference: Inference): Refusal | undefined {
  const condition = valueOf(validation, "condition");
  if (condition === undefined) return undefined;
  const found: Found[] = [];
  const shape = inference.shape(condition, PLAIN, found);
  const [failed] = found.filter(({ severity }) => severity !== "warning");
  if (failed !== undefined)
    return { reason: `its validation can't be evaluated: ${failed.message}`, mend: failed.mend };
  const wrong = shape.kind === "null" ? { reason: "null is neither" } : misfit(shape, "bool");
  if (wrong !== undefined)
    return {
      reason: `its validation is neither true nor false: ${wrong.reason}.`,
      mend: "Compare the value with what is meant, as in x != null.",
    };
  const holds = converted(shape, "bool");
  if (holds.kind !== "known" || holds.value === true) return undefined;
  const message = messageOf(validation, inference);
  return message === undefined
    ? undefined
    : {
        reason: `its validation refuses it${message === "" ? "." : `: ${message}`}`,
        mend: "Take another value, or correct the validation.",
      };
}

/** The validation's own message; undefined where Terraform waits with it until more is known. */
function messageOf(validation: Body, inference: Inference): string | undefined {
  const attribute = validation.attributes.get("error_message");
  if (attribute === undefined) return "";
  const found: Found[] = [];
  const shape = inference.shape(attribute.value, PLAIN, found);
  if (shape.kind === "null" || found.length > 0 || shape.isVeiled === true) return "";
  return shape.kind === "known" ? String(shape.value) : undefined;
}

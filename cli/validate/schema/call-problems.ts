import { didYouMean } from "../../suggest";
import { patternProblem } from "../functions";
import type { Call } from "../model/expression";
import { insteadOf } from "./argument-kinds";
import type { Found } from "./found";
import type { Signature } from "./kept-types";
import { misfit } from "./misfit";
import { isKnownToOpenTofu } from "./opentofu";
import { typeOf, unify } from "./unify";
import { type Shape, shapeText } from "./shape";
import { functionNames, isNullableAt, plainName, signatureOf, typeAt, wordsOf } from "./signatures";
import { VEIL } from "./veil";

/**
 * What is wrong with a call's name or its number of arguments.
 *
 * @param count how many arguments there are, where what is spread is known
 */
export function callProblem(call: Call, count?: number): Found | undefined {
  const { name, args, spread, range } = call;
  // A provider's own functions are not kept.
  if (name.startsWith("provider::") || isKnownToOpenTofu("function", name, range)) return undefined;
  const signature = signatureOf(name);
  if (signature === undefined)
    return {
      topic: "function",
      message: `Terraform has no function "${name}".`,
      mend: `${didYouMean(name, functionNames())}See https://developer.hashicorp.com/terraform/language/functions for what there is.`,
      range,
    };
  const { takes, rest } = signature;
  const isOpen = spread && count === undefined;
  const given = count ?? (spread ? args.length - 1 : args.length);
  const tooFew = !isOpen && given < takes.length;
  const tooMany = rest === undefined && given > takes.length;
  if (!tooFew && !tooMany) return undefined;
  return {
    topic: "function",
    message: `${name} takes ${rest === undefined ? "" : "at least "}${takes.length} argument${takes.length === 1 ? "" : "s"}, and is given ${given}.`,
    mend: `Give it ${takes.map(wordsOf).join(", ") || "no argument"}${rest === undefined ? "" : ", and any number of further ones"}.`,
    range,
  };
}

/** What is wrong with a call's arguments, as far as they are known. */
export function argumentProblems(call: Call, shapes: readonly Shape[]): Found[] {
  const signature = signatureOf(call.name);
  if (signature === undefined) return [];
  const name = plainName(call.name);
  const problems = shapes.flatMap((shape, index): Found[] => {
    const wrong =
      nullProblem(signature, shapes, index) ??
      kindProblem(name, shapes, index) ??
      argumentProblem(name, signature, shape, index);
    if (wrong === undefined) return [];
    return [
      {
        topic: "function",
        message: `${name} takes ${wrong.instead} as its ${ordinal(index)} argument: ${wrong.reason}.`,
        mend: `Give it ${wrong.instead}.`,
        // What was spread stands where its list does.
        range: (call.args[index] ?? call.args.at(-1)!).range,
        ...(wrong.isLater === true ? { severity: "warning" as const } : {}),
      },
    ];
  });
  const isTyped = shapes.every(({ kind }) => kind !== "unknown" && kind !== "null");
  if (problems.length > 0 || name !== "coalesce" || !isTyped) return problems;
  return unify(shapes.map(typeOf)) === undefined
    ? [
        {
          topic: "function",
          message: "The function coalesce takes values of one type, and is given several.",
          mend: "Give all of them one type.",
          range: call.range,
        },
      ]
    : [];
}

interface Wrong {
  readonly instead: string;
  readonly reason: string;
  /** Whether Terraform sees it at the plan only. */
  readonly isLater?: boolean;
}

/** Behind an argument of which not even the type is known, Terraform doesn't look. */
function nullProblem(
  signature: Signature,
  shapes: readonly Shape[],
  index: number,
): Wrong | undefined {
  if (shapes[index]?.kind !== "null" || isNullableAt(signature, index)) return undefined;
  const isHidden = shapes
    .slice(0, index)
    .some(({ kind }, at) => kind === "unknown" && typeAt(signature, at) === "dynamic");
  const instead = wordsOf(typeAt(signature, index) ?? "dynamic");
  return { instead, reason: "null is none", isLater: isHidden };
}

function kindProblem(name: string, shapes: readonly Shape[], index: number): Wrong | undefined {
  const instead = insteadOf(name, index, shapes);
  return instead && { ...instead, reason: `${shapeText(shapes[index]!)} is none` };
}

function argumentProblem(
  name: string,
  signature: Signature,
  shape: Shape,
  index: number,
): Wrong | undefined {
  // What a conversion gives is what it is given.
  const type = /^to(string|number|bool|list|set|map)$/.test(name)
    ? signature.returns
    : (typeAt(signature, index) ?? "dynamic");
  const wrong = misfit(shape, type);
  if (wrong !== undefined)
    return {
      instead: wordsOf(type),
      reason: `${wrong.path === "" ? "" : `${wrong.path}: `}${wrong.reason}`,
    };
  return /^regex(all)?$/.test(name) && index === 0 ? patternWrong(shape) : undefined;
}

function patternWrong(shape: Shape): Wrong | undefined {
  const reason = shape.kind === "known" ? patternProblem(String(shape.value)) : undefined;
  if (reason === undefined) return undefined;
  return {
    instead: "a pattern of RE2",
    reason: shape.isVeiled === true ? `${VEIL} is none` : reason,
  };
}

const ordinal = (index: number) => ["first", "second", "third"][index] ?? `${index + 1}th`;

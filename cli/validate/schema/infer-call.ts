import { Refused, functionNamed, jsonText } from "../functions";
import type { Call, Expression } from "../model/expression";
import { isKnown } from "../value";
import { argumentProblems, callProblem } from "./call-problems";
import { converted } from "./convert";
import { anyOf, lost, markIn, marked } from "./ephemeral";
import { markedCall } from "./forgetful";
import type { Found } from "./found";
import { structureOf } from "./infer-structure";
import { familyOf } from "./misfit";
import { ANYTHING, type Shape, shapeOfValue, shapeText, typed, valueOfShape } from "./shape";
import { plainName, signatureOf, typeAt } from "./signatures";
import { holdsVeiled } from "./veil";

type Infer = (each: Expression, into?: Found[]) => Shape;

/** Documents are texts whatever is in them. */
const GIVES_TEXT = new Set(["yamlencode"]);

/** What a call gives. */
export function callShape(call: Call, inner: Infer, found: Found[]): Shape {
  const name = plainName(call.name);
  if (name === "try" && !call.spread) return triedShape(call, inner, found);
  const problem = callProblem(call);
  if (problem !== undefined) {
    found.push(problem);
    return ANYTHING;
  }
  if (name === "can") return canShape(call.args[0]!, inner);
  const shapes = call.args.map((each) => inner(each));
  const given = call.spread ? spreadOut(shapes) : shapes;
  const problems =
    given === undefined
      ? argumentProblems(call, shapes.slice(0, -1))
      : [callProblem(call, given.length) ?? argumentProblems(call, given)].flat();
  found.push(...problems, ...(call.spread ? spreadProblems(call, shapes.at(-1)!) : []));
  // Nothing is left of what is spread before it is known.
  if (given === undefined) return marked(ANYTHING, lost(anyOf(...shapes.map(markIn))));
  if (problems.length > 0) return ANYTHING;
  return structureOf(name, given) ?? markedCall(name, given, resultShape(call, given, found));
}

/** Arguments of which the last is a list of further ones; undefined where it isn't known. */
function spreadOut(shapes: readonly Shape[]): readonly Shape[] | undefined {
  const last = shapes.at(-1);
  if (last?.kind !== "tuple") return undefined;
  return [...shapes.slice(0, -1), ...last.items.map((item) => marked(item, last.ephemeral))];
}

function spreadProblems({ args }: Call, last: Shape): Found[] {
  if (/^(unknown|tuple)$/.test(last.kind) || familyOf(last) === "list") return [];
  return [
    {
      topic: "function",
      message: `The arguments of a call are spread out of ${shapeText(last)}.`,
      mend: "Give it a list, a tuple or a set.",
      range: args.at(-1)!.range,
    },
  ];
}

function resultShape(call: Call, shapes: readonly Shape[], found: Found[]): Shape {
  const name = plainName(call.name);
  const signature = signatureOf(name);
  if (signature === undefined) return ANYTHING; // of a provider
  if (name === "jsonencode") return documentShape(shapes[0]!);
  const values = shapes.map((shape, index) =>
    valueOfShape(converted(shape, typeAt(signature, index) ?? "dynamic")),
  );
  // What becomes a set or a list is one, however it was written.
  const isConversion = /^to(set|list|map)$/.test(name);
  const known = functionNamed(name);
  if (!isConversion && known !== undefined && values.every(isKnown)) {
    try {
      return shapeOfValue(known(...values));
    } catch (error) {
      if (error instanceof Refused) found.push(failure(call, error, shapes.some(holdsVeiled)));
      return ANYTHING;
    }
  }
  if (GIVES_TEXT.has(name)) return typed("string");
  return !isConversion && shapes.some(({ kind }) => kind === "unknown")
    ? ANYTHING
    : typed(signature.returns);
}

/** The document that a value makes. */
function documentShape(shape: Shape): Shape {
  const value = valueOfShape(shape);
  const text = isKnown(value) ? jsonText(value) : undefined;
  return text === undefined ? typed("string") : { kind: "known", value: text };
}

/** @param isSecret whether a value that may be in the message is one */
const failure = ({ name, range }: Call, { message }: Refused, isSecret: boolean): Found => ({
  topic: "function",
  message: isSecret ? `${name} fails for a sensitive value.` : `${name} fails: ${message}.`,
  mend: "Give it other arguments, or say with try() what holds where it fails.",
  range,
});

/** The first that doesn't fail. What fails in the others is an answer, not a mistake. */
function triedShape({ args, range }: Call, inner: Infer, found: Found[]): Shape {
  for (const [index, each] of args.entries()) {
    const failed: Found[] = [];
    const shape = inner(each, failed);
    if (isFailure(failed)) continue;
    if (isWhole(shape)) return shape;
    const later = args.slice(index + 1).map((other) => inner(other, []));
    return marked(ANYTHING, lost(anyOf(...[shape, ...later].map(markIn))));
  }
  found.push({
    topic: "function",
    message: "The function try fails: none of its arguments can be evaluated.",
    mend: "Give it a last argument that always can, such as null.",
    range,
  });
  return ANYTHING;
}

function canShape(each: Expression, inner: Infer): Shape {
  const failed: Found[] = [];
  const shape = inner(each, failed);
  if (isFailure(failed)) return { kind: "known", value: false };
  if (isWhole(shape)) return { kind: "known", value: true };
  return marked(typed("bool"), lost(markIn(shape)));
}

const isFailure = (found: readonly Found[]) => found.some(({ severity }) => severity !== "warning");

const isWhole = (shape: Shape): boolean => isKnown(valueOfShape(shape));

import { didYouMean } from "../../suggest";
import { FUNCTIONS } from "../functions";
import type { Call, Expression } from "../model/expression";
import { isKnown } from "../value";
import type { Found } from "./found";
import type { Functions, Signature, Type } from "./kept-types";
import kept from "./kept/functions.json";
import { anyOf, lost, markIn, marked } from "./ephemeral";
import { markedCall } from "./forgetful";
import { misfit } from "./misfit";
import { structureOf } from "./infer-structure";
import { ANYTHING, type Shape, shapeOfValue, shapeText, typed, valueOfShape } from "./shape";

/** Terraform's functions, from itself. */
const SIGNATURES = kept as unknown as Functions;

/** Documents are texts whatever is in them. */
const GIVES_TEXT = new Set(["jsonencode", "yamlencode"]);

/** A function's signature; undefined where Terraform has none of that name. */
export const signatureOf = (name: string): Signature | undefined =>
  Object.hasOwn(SIGNATURES, plain(name)) ? SIGNATURES[plain(name)] : undefined;

const plain = (name: string) => name.replace(/^core::/, "");

/** What is wrong with a call's name or its number of arguments. */
export function callProblem({ name, args, spread, range }: Call): Found | undefined {
  // A provider's own functions are not kept.
  if (name.startsWith("provider::")) return undefined;
  const signature = signatureOf(name);
  if (signature === undefined)
    return {
      topic: "function",
      message: `Terraform has no function "${name}".`,
      mend: `${didYouMean(name, Object.keys(SIGNATURES))}See https://developer.hashicorp.com/terraform/language/functions for what there is.`,
      range,
    };
  const { takes, rest } = signature;
  const given = spread ? args.length - 1 : args.length;
  const tooFew = !spread && given < takes.length;
  const tooMany = rest === undefined && given > takes.length;
  if (!tooFew && !tooMany) return undefined;
  return {
    topic: "function",
    message: `${name} takes ${rest === undefined ? "" : "at least "}${takes.length} argument${takes.length === 1 ? "" : "s"}, and is given ${given}.`,
    mend: `Give it ${takes.map(kindOf).join(", ") || "no argument"}${rest === undefined ? "" : ", and any number of further ones"}.`,
    range,
  };
}

const kindOf = (type: Type) =>
  typeof type === "string" ? (type === "dynamic" ? "a value" : `a ${type}`) : `a ${type[0]}`;

/** What a call gives. */
export function callShape(
  call: Call,
  inner: (each: Expression, into?: Found[]) => Shape,
  found: Found[],
): Shape {
  const { args, spread } = call;
  const name = plain(call.name);
  // What fails in these is an answer, not a mistake.
  if (name === "try" || name === "can") {
    const shapes = args.map((each) => inner(each, []));
    const [first] = shapes;
    if (name === "try" && first !== undefined && isKnown(valueOfShape(first))) return first;
    return marked(name === "can" ? typed("bool") : ANYTHING, lost(anyOf(...shapes.map(markIn))));
  }
  const problem = callProblem(call);
  if (problem !== undefined) {
    found.push(problem);
    return ANYTHING;
  }
  const shapes = args.map((each) => inner(each));
  const last = shapes.at(-1);
  // Nothing is left of what is spread before it is known.
  if (spread && last?.kind !== "tuple") {
    checkArguments(call, shapes.slice(0, -1), found);
    return marked(ANYTHING, lost(anyOf(...shapes.map(markIn))));
  }
  const given =
    spread && last?.kind === "tuple"
      ? [...shapes.slice(0, -1), ...last.items.map((item) => marked(item, last.ephemeral))]
      : shapes;
  if (!checkArguments(call, given, found)) return ANYTHING;
  return structureOf(name, given) ?? markedCall(name, given, resultShape(name, given));
}

function resultShape(name: string, shapes: readonly Shape[]): Shape {
  const values = shapes.map(valueOfShape);
  // What becomes a set or a list is one, however it was written.
  const isConversion = /^to(set|list|map)$/.test(name);
  if (!isConversion && values.every(isKnown) && FUNCTIONS[name] !== undefined) {
    try {
      return shapeOfValue(FUNCTIONS[name](...values));
    } catch {
      return ANYTHING; // Terraform has a word about it at the plan
    }
  }
  if (GIVES_TEXT.has(name)) return typed("string");
  return !isConversion && shapes.some(({ kind }) => kind === "unknown")
    ? ANYTHING
    : typed(signatureOf(name)?.returns ?? "dynamic");
}

/** @returns whether nothing is wrong with them */
function checkArguments({ name, args }: Call, shapes: readonly Shape[], found: Found[]): boolean {
  // Those that were spread stand where their list does.
  const rangeOf = (index: number) => (args[index] ?? args.at(-1)!).range;
  const { takes, rest } = signatureOf(name) ?? { takes: [] };
  const before = found.length;
  // Its signature takes anything.
  const [only] = shapes;
  if (plain(name) === "length" && isNumberOrFlag(only))
    found.push({
      topic: "function",
      message: `length takes a text or a collection: ${shapeText(only)} is neither.`,
      mend: "Give it a text, a list, a set, a map or an object.",
      range: rangeOf(0),
    });
  shapes.forEach((shape, index) => {
    const type = takes[index] ?? rest;
    if (type === undefined) return;
    const wrong = misfit(shape, type);
    if (wrong === undefined) return;
    found.push({
      topic: "function",
      message: `${plain(name)} takes ${kindOf(type)} as its ${ordinal(index)} argument: ${wrong.path === "" ? "" : `${wrong.path}: `}${wrong.reason}.`,
      mend: `Give it ${kindOf(type)}.`,
      range: rangeOf(index),
    });
  });
  return found.length === before;
}

const isNumberOrFlag = (shape: Shape | undefined): shape is Shape =>
  (shape?.kind === "known" && typeof shape.value !== "string") ||
  (shape?.kind === "typed" && (shape.type === "number" || shape.type === "bool"));

const ordinal = (index: number) => ["first", "second", "third"][index] ?? `${index + 1}th`;

import type { Conditional, Expression, Operation } from "../model/expression";
import { type Ephemeral, anyOf, lost, markIn, marked } from "./ephemeral";
import type { Found } from "./found";
import type { Type } from "./kept-types";
import { familyOf, misfit } from "./misfit";
import { ANYTHING, type Shape, shapeText, typed } from "./shape";

type Infer = (each: Expression, into?: Found[]) => Shape;

/** A text with values woven into it. */
export function templateShape(parts: readonly Expression[], inner: Infer, found: Found[]): Shape {
  const shapes = parts.map((part) => inner(part));
  shapes.forEach((shape, index) => {
    const isWrong =
      shape.kind === "null" || familyOf(shape) === "list" || familyOf(shape) === "object";
    if (!isWrong) return;
    found.push({
      topic: "expression",
      message: `${shapeText(shape)[0]!.toUpperCase()}${shapeText(shape).slice(1)} can't be part of a text.`,
      mend: "Write it out with join() or jsonencode(), or read the part of it that is meant.",
      range: parts[index]!.range,
    });
  });
  const text: Shape = shapes.every((shape) => shape.kind === "known")
    ? { kind: "known", value: shapes.map(({ value }) => String(value)).join("") }
    : typed("string");
  return marked(text, ...shapes.map(({ ephemeral }) => ephemeral));
}

/** `a ? b : c` */
export function conditionalShape(
  { condition, then, otherwise, range }: Conditional,
  inner: Infer,
  found: Found[],
): Shape {
  const asked = inner(condition);
  const wrong = asked.kind === "null" ? { reason: "null is neither" } : misfit(asked, "bool");
  if (wrong !== undefined)
    found.push({
      topic: "expression",
      message: `A condition is true or false: ${wrong.reason}.`,
      mend: "Compare the value with what is meant, as in x != null.",
      range: condition.range,
    });
  const thenFound: Found[] = [];
  const otherwiseFound: Found[] = [];
  const a = inner(then, thenFound);
  const b = inner(otherwise, otherwiseFound);
  const families = [familyOf(a), familyOf(b)];
  if (families[0] !== undefined && families[1] !== undefined && families[0] !== families[1]) {
    found.push({
      topic: "expression",
      message: `The two results of a condition differ in type: ${shapeText(a)}, ${shapeText(b)}.`,
      mend: "Give both results one type.",
      range,
    });
    return ANYTHING;
  }
  const mark = anyOf(asked.ephemeral, a.ephemeral, b.ephemeral);
  if (asked.kind === "known") {
    const isTrue = String(asked.value) === "true";
    found.push(...(isTrue ? thenFound : otherwiseFound));
    return marked(isTrue ? a : b, mark);
  }
  // Of what is inside one of the results nothing is left.
  return marked(either(a, b), mark, lost(anyOf(markIn(a), markIn(b))));
}

/** What is either of two values. */
function either(a: Shape, b: Shape): Shape {
  if (a.kind === "null") return b.kind === "null" || b.kind === "unknown" ? b : typed(typeOf(b));
  if (b.kind === "null") return a.kind === "unknown" ? a : typed(typeOf(a));
  const types = [typeOf(a), typeOf(b)];
  if (types.includes("dynamic")) return ANYTHING;
  if (types.every((type) => typeof type === "string"))
    return typed(types[0] === types[1] ? types[0]! : "string");
  return JSON.stringify(types[0]) === JSON.stringify(types[1]) ? typed(types[0]!) : ANYTHING;
}

function typeOf(shape: Shape): Type {
  if (shape.kind === "typed") return shape.type;
  if (shape.kind !== "known") return "dynamic";
  return typeof shape.value === "boolean" ? "bool" : (typeof shape.value as "string" | "number");
}

/** What operators take and give. https://developer.hashicorp.com/terraform/language/expressions/operators */
export function operationShape(
  { operator, operands }: Operation,
  inner: Infer,
  found: Found[],
): Shape {
  const isEquality = operator === "==" || operator === "!=";
  const isLogical = ["!", "&&", "||"].includes(operator);
  const takes = isLogical ? "bool" : "number";
  const shapes = operands.map((operand) => inner(operand));
  shapes.forEach((shape, index) => {
    if (isEquality) return;
    const wrong = shape.kind === "null" ? { reason: "null is none" } : misfit(shape, takes);
    if (wrong !== undefined)
      found.push({
        topic: "expression",
        message: `The operator ${operator} takes a ${takes}: ${wrong.reason}.`,
        mend: `Give it a ${takes}.`,
        range: operands[index]!.range,
      });
  });
  const isTrueOrFalse = isLogical || isEquality || /[<>]/.test(operator);
  return marked(typed(isTrueOrFalse ? "bool" : "number"), markOf(operator, shapes));
}

/** Terraform forgets the marks of what isn't known where these operators meet it. */
function markOf(operator: string, shapes: readonly Shape[]): Ephemeral | undefined {
  const mark = anyOf(...shapes.map(markIn));
  const isForgetful = ["!", "&&", "||"].includes(operator) || shapes.length === 1;
  return isForgetful && shapes.some(({ kind }) => kind !== "known") ? lost(mark) : mark;
}

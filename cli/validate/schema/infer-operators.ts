import type { Conditional, Expression, Operation } from "../model/expression";
import { textValue } from "../value-text";
import { converted } from "./convert";
import { type Ephemeral, anyOf, lost, markIn, marked } from "./ephemeral";
import type { Found } from "./found";
import { familyOf, misfit } from "./misfit";
import { operandType, operationOn, operationType } from "./operations";
import { ANYTHING, type Shape, shapeText, typed } from "./shape";
import { typeOf, unify } from "./unify";

type Infer = (each: Expression, into?: Found[]) => Shape;

/** A text with values woven into it. */
export function templateShape(parts: readonly Expression[], inner: Infer, found: Found[]): Shape {
  const shapes = parts.map((part) => inner(part));
  found.push(...shapes.flatMap((shape, index) => partProblem(shape, parts[index]!)));
  const texts = shapes.map((shape) => converted(shape, "string"));
  const text: Shape = texts.every((each) => each.kind === "known")
    ? { kind: "known", value: textValue(texts.map(({ value }) => String(value)).join("")) }
    : typed("string");
  return marked(text, ...shapes.map(({ ephemeral }) => ephemeral));
}

/** What is wrong with a value in a text. */
export function partProblem(shape: Shape, { range }: Expression): Found[] {
  const isText = shape.kind === "unknown" || familyOf(shape) === "primitive";
  if (isText) return [];
  const words = shapeText(shape);
  return [
    {
      topic: "expression",
      message: `${words[0]!.toUpperCase()}${words.slice(1)} can't be part of a text.`,
      mend: "Write it out with join() or jsonencode(), or read the part of it that is meant.",
      range,
      ...laterFor(shape),
    },
  ];
}

/** What Terraform comes to see once it knows the value is a warning. */
const laterFor = ({ kind }: Shape): Pick<Found, "severity"> =>
  kind === "typed" ? { severity: "warning" } : {};

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
      ...laterFor(asked),
    });
  const thenFound: Found[] = [];
  const otherwiseFound: Found[] = [];
  const a = inner(then, thenFound);
  const b = inner(otherwise, otherwiseFound);
  const type = unify([typeOf(a), typeOf(b)]);
  if (type === undefined) {
    found.push({
      topic: "expression",
      message: `The two results of a condition differ in type: ${shapeText(a)}, ${shapeText(b)}.`,
      mend: "Give both results one type.",
      range,
    });
    return ANYTHING;
  }
  const mark = anyOf(asked.ephemeral, a.ephemeral, b.ephemeral);
  const answer = converted(asked, "bool");
  if (answer.kind === "known") {
    found.push(...(answer.value === true ? thenFound : otherwiseFound));
    return marked(converted(answer.value === true ? a : b, type), mark);
  }
  // Of what is inside one of the results nothing is left.
  const either: Shape = a.kind === "null" && b.kind === "null" ? a : typed(type);
  return marked(either, mark, lost(anyOf(markIn(a), markIn(b))));
}

/** What operators take and give. https://developer.hashicorp.com/terraform/language/expressions/operators */
export function operationShape(
  { operator, operands, range }: Operation,
  inner: Infer,
  found: Found[],
): Shape {
  const shapes = operands.map((operand) => inner(operand));
  const takes = operandType(operator);
  const before = found.length;
  shapes.forEach((shape, index) => {
    if (takes === "dynamic") return;
    const wrong = shape.kind === "null" ? { reason: "null is none" } : misfit(shape, takes);
    if (wrong !== undefined)
      found.push({
        topic: "expression",
        message: `The operator ${operator} takes a ${takes}: ${wrong.reason}.`,
        mend: `Give it a ${takes}.`,
        range: operands[index]!.range,
      });
  });
  const given = shapes.map((shape) => converted(shape, takes));
  const isOfNothing = /^[/%]$/.test(operator) && given[1]?.kind === "known" && given[1].value === 0;
  if (isOfNothing)
    found.push({
      topic: "expression",
      message: "This divides by 0.",
      mend: "Divide by another number, or leave the value out where there is none.",
      range,
    });
  const result = found.length === before ? operationOn(operator, given) : undefined;
  return marked(result ?? typed(operationType(operator)), markOf(operator, shapes));
}

/** Terraform forgets the marks of what isn't known where these operators meet it. */
function markOf(operator: string, shapes: readonly Shape[]): Ephemeral | undefined {
  const mark = anyOf(...shapes.map(markIn));
  const isForgetful = operandType(operator) === "bool" || shapes.length === 1;
  return isForgetful && shapes.some(({ kind }) => kind !== "known") ? lost(mark) : mark;
}

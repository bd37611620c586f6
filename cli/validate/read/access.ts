import type { Expression } from "../model/expression";
import type { Range } from "../model/range";

/** One more step of what is read; a reference takes it in, anything else gets it around. */
export function readOf(
  value: Expression,
  step: string | number,
  range: Range,
  inBrackets: boolean,
): Expression {
  if (value.kind !== "reference")
    return { kind: "access", of: value, key: { kind: "literal", value: step, range }, range };
  const { steps, brackets } = value;
  const all = [...(brackets ?? steps.map(() => false)), inBrackets];
  return {
    ...value,
    steps: [...steps, step],
    ...(all.includes(true) ? { brackets: all } : {}),
    range,
  };
}

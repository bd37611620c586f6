import type { Expression, Reference } from "../expression";
import type { Range } from "../range";
import { UNKNOWN, type Value } from "./value";
import { roundsOf } from "./block-body";
import { type Located, type LocatedEntry, optionsOf, textIn, uniqueBy } from "./located-value";

export const entry = (key: Located, value: Located): LocatedEntry => ({
  key: { kind: "text", text: textIn(key) ?? "", range: key.range },
  value,
});

/** The values that an unknown key may select. */
export const valuesIn = (value: Located): Located[] =>
  uniqueBy(
    optionsOf(value).flatMap((each) => roundsOf(each).map(({ item }) => item)),
    (item) => JSON.stringify(item),
  );

/** The value of a key or index. */
export function accessStep(value: Located, key: string | number): Located {
  const { range } = value;
  if (value.kind === "object") {
    const found = value.entries.findLast((each) => each.key.text === String(key));
    return found?.value ?? { kind: "unknown", range };
  }
  if (value.kind === "list") return value.items[Number(key)] ?? { kind: "unknown", range };
  if (value.kind === "either")
    return { ...value, options: value.options.map((option) => accessStep(option, key)) };
  // Keep the name of an unknown value.
  return value.kind === "unknown" ? value : { kind: "unknown", range };
}

/** Names an unknown value after the reference to it. */
export const withName = (value: Located, name: string, range: Range): Located =>
  value.kind === "unknown" ? { kind: "unknown", name, range } : value;

/** The reference to an attribute of any instance: `aws_iam_role.x[*].arn`, `aws_iam_role.x[count.index].arn`. */
export function referenceIn(expression: Expression): Reference | undefined {
  if (expression.kind === "reference") return expression;
  if (expression.kind !== "access") return undefined;
  const inner = referenceIn(expression.of);
  const { key, range } = expression;
  if (inner === undefined || key?.kind !== "literal" || typeof key.value !== "string")
    return inner && { ...inner, range };
  return { ...inner, steps: [...inner.steps, key.value], range };
}

/** Converts a located value to a plain one. */
export function withoutRanges(value: Located): Value {
  switch (value.kind) {
    case "text":
      return value.text.includes("${") ? UNKNOWN : value.text;
    case "scalar":
      return value.value;
    case "list":
      return value.isText === true ? UNKNOWN : value.items.map(withoutRanges);
    case "object":
      if (value.isText === true) return UNKNOWN;
      return Object.fromEntries(
        value.entries.map(({ key, value: item }) => [key.text, withoutRanges(item)]),
      );
    default:
      return UNKNOWN;
  }
}

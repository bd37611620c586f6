import { type Located, isFullyKnown, isNull } from "./located-value";

type Scalar = string | number | boolean;

/** The result of an operation; undefined if unknown. */
export function applyOperator(operator: string, operands: readonly Located[]): Scalar | undefined {
  const [left, right] = operands.map(scalarIn);
  if (operator === "&&" || operator === "||") {
    const decides = operator === "||";
    if (left === decides || right === decides) return decides;
    return typeof left === "boolean" && typeof right === "boolean" ? !decides : undefined;
  }
  if (operator === "==" || operator === "!=") {
    const same = isSame(operands[0]!, operands[1]!);
    return same === undefined ? undefined : same === (operator === "==");
  }
  if (operands.length === 1) {
    if (operator === "!" && typeof left === "boolean") return !left;
    return operator === "-" && typeof left === "number" ? -left : undefined;
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  const value = ARITHMETIC[operator]?.(left, right);
  return typeof value === "number" && !Number.isFinite(value) ? undefined : value;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** A known string, number or boolean; the strings `true` and `false` count as booleans. */
export function scalarIn(value: Located): Scalar | undefined {
  if (value.kind === "scalar") return value.value ?? undefined;
  if (value.kind !== "text" || !isFullyKnown(value.text)) return undefined;
  if (value.text === "true" || value.text === "false") return value.text === "true";
  return value.text;
}

/** Whether two values are equal; undefined if one is unknown or a collection. */
function isSame(one: Located, other: Located): boolean | undefined {
  if (isNull(one) || isNull(other)) {
    const rest = isNull(one) ? other : one;
    return isNull(rest)
      ? true
      : rest.kind === "unknown" || rest.kind === "either"
        ? undefined
        : false;
  }
  const [a, b] = [scalarIn(one), scalarIn(other)];
  return a === undefined || b === undefined ? undefined : a === b;
}

import { exact, isExact } from "./functions/arguments";

type Operand = string | number | boolean | undefined;

/** What an operator gives for numbers or truth values; undefined where Terraform may give something else. */
export function computed(
  operator: string,
  operands: readonly Operand[],
): number | boolean | undefined {
  const [a, b] = operands;
  if (operator === "!") return typeof a === "boolean" ? !a : undefined;
  // The negative of 0 is another text in Terraform.
  if (operands.length === 1) return typeof a === "number" && a !== 0 ? -a : undefined;
  if (typeof a === "boolean" && typeof b === "boolean")
    return operator === "&&" ? a && b : operator === "||" ? a || b : undefined;
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  if (/[<>]/.test(operator)) return compared(operator, a, b);
  try {
    return exact(ARITHMETIC[operator]!(a, b));
  } catch {
    return undefined;
  }
}

/** Of whole numbers: what others give is not the same here as in Terraform. */
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": added,
  "-": (a, b) => whole(a) - whole(b),
  "*": (a, b) => whole(a) * whole(b),
  "/": (a, b) => whole(whole(a) / whole(b)),
  "%": (a, b) => whole(a) % whole(b),
};

/** The sum of whole numbers. It throws where that is not known. */
export function added(a: number, b: number): number {
  return exact(whole(a) + whole(b));
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError("not a whole number");
  return value;
}

function compared(operator: string, a: number, b: number): boolean | undefined {
  if (!isExact(a) || !isExact(b)) return undefined;
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

import { exact, isExact } from "../functions/arguments";
import type { Shape } from "./shape";
import { typeOf } from "./unify";

/** What an operator takes. */
export function operandType(operator: string): "bool" | "number" | "dynamic" {
  if (operator === "==" || operator === "!=") return "dynamic";
  return ["!", "&&", "||"].includes(operator) ? "bool" : "number";
}

/** What it gives. */
export const operationType = (operator: string): "bool" | "number" =>
  operandType(operator) === "number" && !/[<>]/.test(operator) ? "number" : "bool";

/** What an operator gives for operands of the type that it takes; undefined where that isn't known before the plan. */
export function operationOn(operator: string, operands: readonly Shape[]): Shape | undefined {
  const [left, right] = operands;
  const value =
    operandType(operator) === "dynamic"
      ? equality(operator, left!, right!)
      : computed(
          operator,
          operands.map((each) => (each.kind === "known" ? each.value : undefined)),
        );
  return value === undefined ? undefined : { kind: "known", value };
}

function equality(operator: string, left: Shape, right: Shape): boolean | undefined {
  const isSame = isEqual(left, right);
  return isSame === undefined || operator === "==" ? isSame : !isSame;
}

/** Values of two types are never equal, but for null. */
function isEqual(left: Shape, right: Shape): boolean | undefined {
  if (left.kind === "null" || right.kind === "null") {
    if (left.kind === right.kind) return true;
    return isOpen(left) || isOpen(right) ? undefined : false;
  }
  // Of two unknown values either may be null yet.
  if (left.kind === "unknown" || right.kind === "unknown" || (isOpen(left) && isOpen(right)))
    return undefined;
  if (left.kind === "known" && right.kind === "known")
    return [left.value, right.value].every((value) => typeof value !== "number" || isExact(value))
      ? left.value === right.value
      : undefined;
  return formOf(left) === formOf(right) ? undefined : false;
}

const isOpen = ({ kind }: Shape) => kind === "unknown" || kind === "typed";

/** What tells one value from another at least: lists may be tuples here, and maps objects. */
function formOf(shape: Shape): string {
  const type = typeOf(shape);
  if (typeof type === "string") return type;
  return { tuple: "list", object: "map", list: "list", map: "map", set: "set" }[type[0]];
}

type Operand = string | number | boolean | undefined;

function computed(operator: string, operands: readonly Operand[]): number | boolean | undefined {
  const [a, b] = operands;
  if (operator === "!") return typeof a === "boolean" ? !a : undefined;
  if (operands.length === 1) return typeof a === "number" ? -a : undefined;
  if (typeof a === "boolean" && typeof b === "boolean") return operator === "&&" ? a && b : a || b;
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
  "+": (a, b) => whole(a) + whole(b),
  "-": (a, b) => whole(a) - whole(b),
  "*": (a, b) => whole(a) * whole(b),
  "/": (a, b) => whole(whole(a) / whole(b)),
  "%": (a, b) => whole(a) % whole(b),
};

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError("not a whole number");
  return value;
}

function compared(operator: string, a: number, b: number): boolean {
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

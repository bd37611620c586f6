import { computed } from "../arithmetic";
import { isExact } from "../functions/arguments";
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

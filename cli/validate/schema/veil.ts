import type { Shape } from "./shape";

/** What stands in a message in the place of a value that no message may show. */
export const VEIL = "a sensitive value";

/** The same value, of which and of whose parts no message may show anything. */
export function veiled(shape: Shape): Shape {
  if (shape.kind === "tuple") return { ...shape, isVeiled: true, items: shape.items.map(veiled) };
  if (shape.kind !== "object") return { ...shape, isVeiled: true };
  const attributes = [...shape.attributes].map(([name, each]) => [name, veiled(each)] as const);
  return { ...shape, isVeiled: true, attributes: new Map(attributes) };
}

/** What has come of a value, veiled where it was. */
export const veiledAs = (from: Shape, shape: Shape): Shape =>
  from.isVeiled === true && shape.isVeiled !== true ? veiled(shape) : shape;

/** Of lists and objects, which local values hand on again and again. */
const known = new WeakMap<Shape, boolean>();

/** Whether a value or anything in it is veiled. */
export function holdsVeiled(shape: Shape): boolean {
  if (shape.isVeiled === true) return true;
  if (shape.kind !== "tuple" && shape.kind !== "object") return false;
  const found = known.get(shape) ?? [...partsOf(shape)].some(holdsVeiled);
  known.set(shape, found);
  return found;
}

const partsOf = (shape: Extract<Shape, { kind: "tuple" | "object" }>): Iterable<Shape> =>
  shape.kind === "tuple" ? shape.items : shape.attributes.values();

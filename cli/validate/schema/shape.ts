import { ENCODED } from "../functions";
import { UNKNOWN, type Value } from "../value";
import type { Ephemeral } from "./ephemeral";
import type { Type } from "./kept-types";
import { typeText } from "./type";
import { VEIL } from "./veil";

/**
 * What is known of a value before any plan: as much as `terraform validate` knows, for which every variable and every
 * attribute of a resource is unknown.
 */
export type Shape = (
  | { readonly kind: "unknown" }
  | { readonly kind: "null" }
  | { readonly kind: "known"; readonly value: string | number | boolean }
  /** Some value of a type. */
  | { readonly kind: "typed"; readonly type: Type }
  /** A list of which every element is there; a set has its elements in their order, each once. */
  | { readonly kind: "tuple"; readonly items: readonly Shape[]; readonly isSet?: boolean }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, Shape> }
) & {
  readonly ephemeral?: Ephemeral;
  /** Whether it may be a secret, which no message may show. */
  readonly isVeiled?: boolean;
};

export const ANYTHING: Shape = { kind: "unknown" };

/** Some value of a type. */
export const typed = (type: Type): Shape =>
  type === "dynamic" ? ANYTHING : { kind: "typed", type };

/** A value's shape. */
export function shapeOfValue(value: Value): Shape {
  if (value === UNKNOWN) return ANYTHING;
  if (value === null) return { kind: "null" };
  if (typeof value !== "object") return { kind: "known", value };
  if (Array.isArray(value))
    return { kind: "tuple", items: (value as readonly Value[]).map(shapeOfValue) };
  if (ENCODED in value) return typed("string");
  return {
    kind: "object",
    attributes: new Map(
      Object.entries(value as { readonly [key: string]: Value }).map(([key, inner]) => [
        key,
        shapeOfValue(inner),
      ]),
    ),
  };
}

/** The value that a shape has; unknown, or with unknown parts, where it isn't all known. */
export function valueOfShape(shape: Shape): Value {
  switch (shape.kind) {
    case "null":
      return null;
    case "known":
      return shape.value;
    case "tuple":
      return shape.items.map(valueOfShape);
    case "object":
      return Object.fromEntries(
        [...shape.attributes].map(([name, inner]) => [name, valueOfShape(inner)]),
      );
    default:
      return UNKNOWN;
  }
}

/** How a shape is told to a user. */
export function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case "unknown":
      return "an unknown value";
    case "null":
      return "null";
    case "known":
      return shape.isVeiled === true ? VEIL : JSON.stringify(shape.value);
    case "typed":
      return typeof shape.type === "string" ? `a ${typeText(shape.type)}` : `a ${shape.type[0]}`;
    case "tuple":
      return shape.isSet === true ? "a set" : "a list";
    case "object":
      return "an object";
  }
}

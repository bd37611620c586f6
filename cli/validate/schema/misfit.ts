import { isNumeric } from "../functions/arguments";
import type { Type } from "./kept-types";
import { ownOf } from "./own";
import { type Shape, shapeText, typed } from "./shape";
import { typeOf, unify } from "./unify";

/** What keeps a value from becoming one of a type, with the path to it. */
export interface Misfit {
  readonly path: string;
  readonly reason: string;
}

/**
 * Why a value can't be one of a type; undefined where it can, or where that isn't known yet.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-primitive-types
 */
export function misfit(shape: Shape, type: Type, path = ""): Misfit | undefined {
  if (type === "dynamic" || shape.kind === "unknown" || shape.kind === "null") return undefined;
  if (typeof type === "string") return primitiveMisfit(shape, type, path);
  if (type[0] === "object") return objectMisfit(shape, type, path);
  if (type[0] === "tuple") return tupleMisfit(shape, type[1] as readonly Type[], path);
  const [kind, element] = type as readonly ["list" | "set" | "map", Type];
  const wrong = { path, reason: `${shapeText(shape)} is no ${kind}` };
  if (shape.kind === "known") return wrong;
  if (kind === "map") {
    if (shape.kind === "tuple") return wrong;
    if (shape.kind === "object") {
      const entries = [...shape.attributes];
      return (
        firstMisfit(
          entries.map(([name, inner]) => [
            inner,
            element,
            `${path}[${shape.isVeiled === true ? "…" : `"${name}"`}]`,
          ]),
        ) ??
        mixed(
          entries.map(([, inner]) => inner),
          element,
          path,
        )
      );
    }
    return typedMisfit(shape.type, ["map"], element, wrong, path);
  }
  if (shape.kind === "object") return wrong;
  if (shape.kind === "tuple")
    return (
      firstMisfit(shape.items.map((item, index) => [item, element, `${path}[${index}]`])) ??
      mixed(shape.items, element, path)
    );
  return typedMisfit(shape.type, ["list", "set", "tuple"], element, wrong, path);
}

function tupleMisfit(shape: Shape, types: readonly Type[], path: string): Misfit | undefined {
  if (shape.kind === "typed") return undefined;
  const isTuple =
    shape.kind === "tuple" && shape.isSet !== true && shape.items.length === types.length;
  return isTuple
    ? firstMisfit(shape.items.map((item, index) => [item, types[index]!, `${path}[${index}]`]))
    : { path, reason: `${shapeText(shape)} is no such tuple` };
}

const firstMisfit = (all: readonly (readonly [Shape, Type, string])[]): Misfit | undefined => {
  for (const [shape, type, path] of all) {
    const found = misfit(shape, type, path);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** All elements of a collection of anything have one type; primitive ones become strings where they must. */
const mixed = (items: readonly Shape[], element: Type, path: string): Misfit | undefined =>
  element === "dynamic" && unify(items.map(typeOf)) === undefined
    ? { path, reason: "its elements are of several types" }
    : undefined;

/** What can't become one another: a primitive value, a list, an object. */
export function familyOf(shape: Shape): "primitive" | "list" | "object" | undefined {
  switch (shape.kind) {
    case "known":
      return "primitive";
    case "tuple":
      return "list";
    case "object":
      return "object";
    case "typed":
      if (typeof shape.type === "string") return "primitive";
      return shape.type[0] === "map" || shape.type[0] === "object" ? "object" : "list";
    default:
      return undefined;
  }
}

function typedMisfit(
  type: Type,
  kinds: readonly string[],
  element: Type,
  wrong: Misfit,
  path: string,
): Misfit | undefined {
  if (type === "dynamic") return undefined;
  if (typeof type === "string") return wrong;
  if (type[0] === "object" && kinds.includes("map"))
    return firstMisfit(
      Object.entries(type[1] as Record<string, Type>).map(([name, inner]) => [
        typed(inner),
        element,
        `${path}["${name}"]`,
      ]),
    );
  if (!kinds.includes(type[0])) return wrong;
  if (type[0] === "tuple")
    return firstMisfit(
      (type[1] as readonly Type[]).map((inner, index) => [
        typed(inner),
        element,
        `${path}[${index}]`,
      ]),
    );
  if (type[0] === "object") return undefined;
  return misfit(typed(type[1]), element, `${path}[*]`);
}

function primitiveMisfit(
  shape: Exclude<Shape, { kind: "unknown" | "null" }>,
  type: "string" | "number" | "bool",
  path: string,
): Misfit | undefined {
  const wrong = { path, reason: `${shapeText(shape)} is no ${type}` };
  if (shape.kind === "tuple" || shape.kind === "object") return wrong;
  if (shape.kind === "typed") {
    if (shape.type === "dynamic") return undefined;
    if (typeof shape.type !== "string") return wrong;
    const isWrong =
      (type === "number" && shape.type === "bool") || (type === "bool" && shape.type === "number");
    return isWrong ? wrong : undefined;
  }
  const { value } = shape;
  if (type === "string") return undefined;
  if (type === "number") return isNumeric(value) ? undefined : wrong;
  const isFlag =
    typeof value === "boolean" ||
    (typeof value === "string" && ["true", "false", "1", "0"].includes(value));
  return isFlag ? undefined : wrong;
}

function objectMisfit(
  shape: Exclude<Shape, { kind: "unknown" | "null" }>,
  type: Type,
  path: string,
): Misfit | undefined {
  const [, attributes, optional = []] = type as readonly [
    "object",
    Readonly<Record<string, Type>>,
    (readonly string[])?,
  ];
  const wrong = { path, reason: `${shapeText(shape)} is no object` };
  if (shape.kind === "known" || shape.kind === "tuple") return wrong;
  if (shape.kind === "typed") {
    if (typeof shape.type === "string") return wrong;
    if (shape.type[0] === "map") return undefined;
    if (shape.type[0] !== "object") return wrong;
  }
  const given = (name: string): Shape | undefined => {
    if (shape.kind === "object") return shape.attributes.get(name);
    const inner = ownOf(shape.type[1] as Record<string, Type>, name);
    return inner === undefined ? undefined : typed(inner);
  };
  for (const [name, inner] of Object.entries(attributes)) {
    const value = given(name);
    const here = path === "" ? name : `${path}.${name}`;
    if (value === undefined) {
      if (optional.includes(name)) continue;
      return { path, reason: `${name} is missing` };
    }
    const found = misfit(value, inner, here);
    if (found !== undefined) return found;
  }
  return undefined;
}

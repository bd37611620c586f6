import { exact, flag, number, text } from "../functions/arguments";
import { inSet } from "../functions/elements";
import type { Value } from "../value";
import { marked } from "./ephemeral";
import type { Type } from "./kept-types";
import { type Shape, shapeOfValue, typed } from "./shape";
import { typeOf, unify } from "./unify";
import { veiled, veiledAs } from "./veil";

/**
 * A value turned into one of a type that it can become: `"7"` into 7 for a number. What isn't known of it stays so.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types
 */
export const converted = (shape: Shape, type: Type): Shape =>
  veiledAs(shape, marked(bare(shape, type), shape.ephemeral));

function bare(shape: Shape, type: Type): Shape {
  if (type === "dynamic" || shape.kind === "null") return shape;
  if (shape.kind === "known")
    return typeof type === "string" ? primitive(shape.value, type) : typed(type);
  if (shape.kind === "typed") return isLoose(type, shape.type) ? shape : typed(type);
  if (typeof type === "string" || shape.kind === "unknown") return typed(type);
  const [kind, inner] = type;
  if (shape.kind === "tuple") {
    if (kind === "tuple")
      return { kind: "tuple", items: shape.items.map((item, at) => converted(item, inner[at]!)) };
    if (kind === "list") return { kind: "tuple", items: elements(shape.items, inner) };
    if (kind !== "set") return typed(type);
    const items = elements(shape.items, inner);
    return setOf(items) ?? typed(["set", unify(items.map(typeOf)) ?? "dynamic"]);
  }
  const names = [...shape.attributes.keys()];
  if (kind === "map") {
    const items = elements([...shape.attributes.values()], inner);
    return {
      kind: "object",
      attributes: new Map(names.map((name, index) => [name, items[index]!])),
    };
  }
  return kind === "object" ? objectOf(shape.attributes, type) : typed(type);
}

/** An object with the attributes of a type: what is left out has the default that the type gives, or is null. */
function objectOf(
  given: ReadonlyMap<string, Shape>,
  [, attributes, , preset = []]: Extract<Type, readonly ["object", ...unknown[]]>,
): Shape {
  const all = Object.entries(attributes).map(([name, type]): [string, Shape] => {
    const value = given.get(name) ?? { kind: "null" };
    // Which default that is, is not read.
    const isPreset = value.kind === "null" && preset.includes(name);
    return [name, isPreset ? typed(type) : converted(value, type)];
  });
  return { kind: "object", attributes: new Map(all) };
}

/** Whether a type says less than one that it fits: `list(any)` than `list(string)`. */
const isLoose = (type: Type, than: Type): boolean =>
  JSON.stringify(type).includes('"dynamic"') && typeof type !== "string" && type[0] === than[0];

/** What a set holds, in its order and once; undefined where that isn't known. */
export function setOf(items: readonly Shape[]): Shape | undefined {
  const values = items.flatMap((item) => (item.kind === "known" ? [item.value] : []));
  const isOfOneType = new Set(values.map((value) => typeof value)).size < 2;
  if (values.length < items.length || !isOfOneType) return undefined;
  const sorted = inSet(values);
  if (!Array.isArray(sorted)) return undefined;
  const set: Shape = {
    kind: "tuple",
    items: (sorted as readonly Value[]).map((value) => shapeOfValue(value)),
    isSet: true,
  };
  return items.some(({ isVeiled }) => isVeiled) ? veiled(set) : set;
}

/** Elements of one type: where any will do, the one that all can become. */
function elements(items: readonly Shape[], type: Type): Shape[] {
  const element = type === "dynamic" ? (unify(items.map(typeOf)) ?? "dynamic") : type;
  return items.map((item) => converted(item, element));
}

function primitive(value: string | number | boolean, type: "string" | "number" | "bool"): Shape {
  const turned = { string: text, number: (each: typeof value) => exact(number(each)), bool: flag };
  try {
    return { kind: "known", value: turned[type](value) };
  } catch {
    return typed(type);
  }
}

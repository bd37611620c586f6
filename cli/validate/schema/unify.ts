import type { Type } from "./kept-types";
import type { Shape } from "./shape";

/** The type of a value, as far as it is known: elements of lists and objects by themselves, unless it is said otherwise. */
export function typeOf(shape: Shape): Type {
  switch (shape.kind) {
    case "typed":
      return shape.type;
    case "known":
      return typeof shape.value === "boolean"
        ? "bool"
        : (typeof shape.value as "string" | "number");
    case "tuple":
      return shape.isSet === true
        ? ["set", unify(shape.items.map(typeOf)) ?? "dynamic"]
        : ["tuple", shape.items.map(typeOf)];
    case "object":
      return [
        "object",
        Object.fromEntries([...shape.attributes].map(([name, inner]) => [name, typeOf(inner)])),
      ];
    default:
      return "dynamic";
  }
}

type Kind = "dynamic" | "primitive" | "list" | "set" | "tuple" | "map" | "object";

const kindOf = (type: Type): Kind => {
  if (typeof type === "string") return type === "dynamic" ? "dynamic" : "primitive";
  return type[0];
};

/**
 * The type that values of all these types become where one is wanted for all, such as the results of a condition;
 * undefined where there is none. Where telling would need the values, it is anything.
 * https://github.com/zclconf/go-cty/blob/v1.16.0/cty/convert/unify.go
 */
export function unify(types: readonly Type[]): Type | undefined {
  const known = types.filter((type) => type !== "dynamic");
  const [first] = known;
  if (first === undefined) return "dynamic";
  const kinds = new Set(known.map(kindOf));
  const isOf = (...all: readonly Kind[]) => [...kinds].every((kind) => all.includes(kind));
  if (isOf("primitive")) return unifyPrimitive(known);
  const isWhole = known.length === types.length;
  if (isOf("list", "set", "tuple")) return isWhole ? unifyLists(known, kinds) : "dynamic";
  if (isOf("map", "object")) return isWhole ? unifyMaps(known, kinds) : "dynamic";
  return undefined;
}

/** Everything can be written as a text, but no number is true or false. */
function unifyPrimitive(types: readonly Type[]): Type | undefined {
  if (types.includes("string")) return "string";
  return new Set(types).size === 1 ? types[0] : undefined;
}

function unifyLists(types: readonly Type[], kinds: ReadonlySet<Kind>): Type | undefined {
  const elements = types.map((type) =>
    type[0] === "tuple" ? (type[1] as readonly Type[]) : [type[1] as Type],
  );
  if (kinds.size === 1 && kinds.has("tuple")) {
    const [first = []] = elements;
    if (elements.some(({ length }) => length !== first.length)) return collection("list", elements);
    return each(
      first.map((_, index) => elements.map((items) => items[index]!)),
      (found) => ["tuple", found],
    );
  }
  if (kinds.size === 1) return collection(kinds.has("set") ? "set" : "list", elements);
  return mixed(elements);
}

function unifyMaps(types: readonly Type[], kinds: ReadonlySet<Kind>): Type | undefined {
  const attributes = types.map((type) =>
    type[0] === "object"
      ? (type[1] as Readonly<Record<string, Type>>)
      : { element: type[1] as Type },
  );
  const elements = attributes.map((each) => Object.values(each));
  if (kinds.size === 1 && kinds.has("map")) return collection("map", elements);
  if (kinds.size > 1) return mixed(elements);
  const [first = {}] = attributes;
  const names = Object.keys(first).sort();
  const isSame = attributes.every((each) => Object.keys(each).sort().join() === names.join());
  if (!isSame) return collection("map", elements);
  return each(
    names.map((name) => attributes.map((one) => one[name]!)),
    (found) => ["object", Object.fromEntries(names.map((name, index) => [name, found[index]!]))],
  );
}

function collection(kind: "list" | "set" | "map", elements: readonly (readonly Type[])[]) {
  const element = unify(elements.flat());
  return element === undefined ? undefined : ([kind, element] as const);
}

/** One that is written out beside a collection may become one in other ways yet, unless its elements never can. */
function mixed(elements: readonly (readonly Type[])[]): Type | undefined {
  const kinds = new Set(
    elements
      .flat()
      .map(kindOf)
      .filter((kind) => kind !== "dynamic"),
  );
  const isPlain = kinds.has("primitive");
  return isPlain && kinds.size > 1 ? undefined : "dynamic";
}

function each(
  across: readonly (readonly Type[])[],
  make: (found: readonly Type[]) => Type,
): Type | undefined {
  const found = across.map(unify);
  return found.every((one) => one !== undefined) ? make(found) : undefined;
}

import { inKeyOrder } from "../key-order";
import { converted } from "./convert";
import { anyOf, lost, markIn, marked } from "./ephemeral";
import type { Type } from "./kept-types";
import { ANYTHING, type Shape, typed } from "./shape";

/** What a function gives; undefined where only the kinds of its arguments tell, or nothing does. */
type StructureFunction = (...args: readonly Shape[]) => Shape | undefined;

const tuple = (items: readonly Shape[]): Shape => ({ kind: "tuple", items });

const itemsOf = (shape: Shape | undefined): readonly Shape[] | undefined =>
  shape?.kind === "tuple" ? shape.items : undefined;

const entriesOf = (shape: Shape | undefined) =>
  shape?.kind === "object" ? inKeyOrder(shape.attributes) : undefined;

/** A whole number that is known. */
const wholeOf = (shape: Shape | undefined): number | undefined => {
  const value = shape?.kind === "known" ? Number(shape.value) : NaN;
  return Number.isInteger(value) ? value : undefined;
};

/**
 * Functions that put values together or take them apart, of which each may be known or not, and ephemeral or not by
 * itself.
 */
const STRUCTURE: Readonly<Record<string, StructureFunction>> = {
  concat: (...lists) => {
    const items = lists.map(itemsOf);
    return items.every((each) => each !== undefined) ? tuple(items.flat()) : undefined;
  },
  element: (list, index) => {
    const items = itemsOf(list);
    const at = wholeOf(index);
    // What is before the first is the last of a list; of a tuple Terraform 1.11 has none.
    if (items === undefined || items.length === 0 || at === undefined || at < 0) return undefined;
    return items.at(at % items.length);
  },
  flatten: (list) => flattened(list),
  keys: (map) => {
    const entries = entriesOf(map);
    return entries && tuple(entries.map(([key]) => ({ kind: "known", value: key })));
  },
  length: (list) => {
    const size = itemsOf(list)?.length ?? entriesOf(list)?.length;
    return size === undefined ? undefined : { kind: "known", value: size };
  },
  lookup,
  nonsensitive: (value) => value,
  sensitive: (value) => value,
  merge: (...maps) => {
    const all = maps.filter(({ kind }) => kind !== "null");
    const entries = all.flatMap((map) => (map.kind === "object" ? [...map.attributes] : []));
    return all.length > 0 && all.every(({ kind }) => kind === "object")
      ? { kind: "object", attributes: new Map(entries) }
      : undefined;
  },
  reverse: (list) => {
    const items = itemsOf(list);
    return items && tuple([...items].reverse());
  },
  slice: (list, from, to) => {
    const items = itemsOf(list);
    const [start, end] = [wholeOf(from), wholeOf(to)];
    if (items === undefined || start === undefined || end === undefined) return undefined;
    return start >= 0 && start <= end && end <= items.length
      ? tuple(items.slice(start, end))
      : undefined;
  },
  tolist: (list) => collected(list, "tuple", "list"),
  tomap: (map) => collected(map, "object", "map"),
  // A set has no place for the marks of its elements.
  toset: (list) => {
    const set = collected(list, "tuple", "set");
    return set && marked(set, markIn(list!));
  },
  values: (map) => {
    const entries = entriesOf(map);
    return entries && tuple(entries.map(([, value]) => value));
  },
};

/** What is known of a call before its values are; undefined where nothing is. */
export function structureOf(name: string, args: readonly Shape[]): Shape | undefined {
  const found = Object.hasOwn(STRUCTURE, name) ? STRUCTURE[name]!(...args) : undefined;
  // What holds the values passes its mark on; what is inside keeps its own, as the default of a lookup does.
  const holders = name === "lookup" ? args.slice(0, 2) : args;
  return found && marked(found, ...holders.map(({ ephemeral }) => ephemeral));
}

/** A collection of what is written out; null stays null. */
function collected(
  shape: Shape | undefined,
  from: "tuple" | "object",
  to: "list" | "map" | "set",
): Shape | undefined {
  if (shape?.kind === "null") return shape;
  return shape?.kind === from ? converted(shape, [to, "dynamic"]) : undefined;
}

function flattened(list: Shape | undefined): Shape | undefined {
  const items = itemsOf(list)?.map((item) => (item.kind === "tuple" ? flattened(item) : item));
  if (list === undefined || items === undefined) return undefined;
  const isUnsure = items.some(
    (item) => item === undefined || item.kind === "unknown" || isTypedList(item),
  );
  if (isUnsure) return marked(ANYTHING, list.ephemeral, lost(markIn(list)));
  const flat = items.flatMap((item) => itemsOf(item) ?? item ?? []);
  return marked(tuple(flat), ...items.map((item) => (itemsOf(item) ? item?.ephemeral : undefined)));
}

const isTypedList = (shape: Shape) =>
  shape.kind === "typed" && /^(list|set|tuple)$/.test(shape.type[0]!);

function lookup(map?: Shape, key?: Shape, otherwise?: Shape): Shape | undefined {
  const entries = entriesOf(map);
  if (entries === undefined || key?.kind !== "known") {
    const isMap = map?.kind === "typed" && map.type[0] === "map";
    const inside = anyOf(...[map, otherwise].map((each) => each && markIn(each)));
    return marked(isMap ? typed(map.type[1] as Type) : ANYTHING, lost(inside));
  }
  return entries.find(([name]) => name === String(key.value))?.[1] ?? otherwise;
}

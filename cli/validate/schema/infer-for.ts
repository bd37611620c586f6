import { inKeyOrder } from "../key-order";
import type { Expression, For } from "../model/expression";
import { converted } from "./convert";
import { anyOf, lost, markIn, marked } from "./ephemeral";
import type { Found } from "./found";
import { partProblem } from "./infer-operators";
import { nameProblem, repeatedKey } from "./key-problem";
import { misfit } from "./misfit";
import { ANYTHING, type Shape, shapeText, typed } from "./shape";

/** What an expression is worth beside names that are bound. */
type InferWith = (each: Expression, names: Names, found: Found[]) => Shape;

type Names = readonly (readonly [string, Shape])[];

/** Collections whose rounds are looked at one by one; longer ones are rare, and would cost time. */
const ROUNDS = 200;

/** What a `for` gives. Rounds over what isn't known are not looked at. */
export function forShape(expression: For, inner: InferWith, found: Found[]): Shape {
  const { collection, names, results, condition } = expression;
  const over = inner(collection, [], found);
  if (isScalar(over))
    found.push({
      topic: "expression",
      message: `A for expression goes over ${shapeText(over)}.`,
      mend: "Give it a list, a set, a map or an object.",
      range: collection.range,
    });
  const rounds = roundsOf(over);
  if (rounds === undefined || rounds.length > ROUNDS)
    return unknownFor(expression, over, inner, found);
  const shapes: Shape[][] = [];
  // The marks of what decides which rounds there are, and of those that may be left out.
  let mark = over.ephemeral;
  const skipped: Shape[] = [];
  for (const [key, item] of rounds) {
    const bound = boundTo(names, key, item);
    const kept = condition && keptShape(condition, inner(condition, bound, found), found);
    mark = anyOf(mark, kept?.ephemeral);
    if (kept?.kind === "known" && String(kept.value) === "false") continue;
    if (kept !== undefined && kept.kind !== "known")
      skipped.push(...results.map((each) => inner(each, bound, [])));
    else shapes.push(results.map((each) => inner(each, bound, found)));
  }
  if (expression.gives === "text")
    for (const parts of shapes)
      found.push(...parts.flatMap((shape, index) => partProblem(shape, results[index]!)));
  if (expression.gives === "object") {
    const keys = shapes.map(([key]) => key!);
    for (const key of keys)
      // Of a key that isn't known Terraform asks nothing yet.
      if (key.kind !== "typed") found.push(...nameProblem(key, results[0]!));
    if (expression.isGrouped !== true) found.push(...repeatedKey(keys, results[0]!));
  }
  // Terraform looks at the condition by itself, before any round.
  if (rounds.length === 0 && condition !== undefined) {
    const bound = boundTo(names, ANYTHING, ANYTHING);
    keptShape(condition, inner(condition, bound, found), found);
  }
  const isUnsure = skipped.length > 0;
  return gathered(expression, shapes, mark, isUnsure ? [...skipped, ...shapes.flat()] : undefined);
}

const isScalar = (shape: Shape): boolean =>
  shape.kind === "known" ||
  shape.kind === "null" ||
  (shape.kind === "typed" && typeof shape.type === "string");

/** Key and value of each round; undefined where only a plan can tell them. */
function roundsOf(over: Shape): (readonly [Shape, Shape])[] | undefined {
  if (over.kind === "tuple")
    return over.items.map((item, index) => [
      over.isSet === true ? item : { kind: "known", value: index },
      item,
    ]);
  if (over.kind !== "object") return undefined;
  return inKeyOrder(over.attributes).map(([key, item]) => [{ kind: "known", value: key }, item]);
}

function boundTo(names: For["names"], key: Shape, item: Shape): Names {
  const [first = "", second] = names;
  return second === undefined
    ? [[first, item]]
    : [
        [first, key],
        [second, item],
      ];
}

/** The condition itself, which says what is wrong with it. */
function keptShape({ range }: Expression, kept: Shape, found: Found[]): Shape {
  const wrong = kept.kind === "null" ? { reason: "null is neither" } : misfit(kept, "bool");
  if (wrong !== undefined)
    found.push({
      topic: "expression",
      message: `The condition of a for expression is true or false: ${wrong.reason}.`,
      mend: "Compare the value with what is meant, as in x != null.",
      range,
    });
  return kept;
}

/** Of a collection whose type alone is known, Terraform still looks at the condition. */
function unknownFor(
  { gives, names, results, condition }: For,
  over: Shape,
  inner: InferWith,
  found: Found[],
): Shape {
  const bound = boundTo(names, ANYTHING, ANYTHING);
  const kept =
    condition && over.kind === "typed"
      ? keptShape(condition, inner(condition, bound, found), found)
      : undefined;
  const unseen = [over, ...results.map((each) => inner(each, bound, []))];
  const mark =
    over.kind === "unknown" ? lost(over.ephemeral) : anyOf(over.ephemeral, kept?.ephemeral);
  const forgotten = lost(anyOf(...unseen.map(markIn)));
  return gives === "text"
    ? marked(typed("string"), lost(mark), forgotten)
    : marked(ANYTHING, mark, forgotten);
}

/** @param unseen what Terraform may have seen, where it isn't known which rounds there are */
function gathered(
  { gives, isGrouped }: For,
  shapes: readonly (readonly Shape[])[],
  mark: Shape["ephemeral"],
  unseen: readonly Shape[] | undefined,
): Shape {
  const forgotten = lost(anyOf(mark, ...(unseen ?? []).map(markIn)));
  if (gives === "text") {
    const isKnown = unseen === undefined && shapes.flat().every(({ kind }) => kind === "known");
    const inText = anyOf(...shapes.flat().map(({ ephemeral }) => ephemeral));
    return marked(
      typed("string"),
      isKnown ? anyOf(mark, inText) : lost(anyOf(mark, inText)),
      forgotten,
    );
  }
  if (unseen !== undefined) return marked(ANYTHING, mark, forgotten);
  if (gives === "list")
    return marked({ kind: "tuple", items: shapes.map(([result]) => result ?? ANYTHING) }, mark);
  const keys = shapes.map(([key]) => converted(key ?? ANYTHING, "string"));
  const keyMark = anyOf(mark, ...keys.map(({ ephemeral }) => ephemeral));
  if (keys.some(({ kind }) => kind !== "known"))
    return marked(ANYTHING, keyMark, lost(anyOf(...shapes.flat().map(markIn))));
  const attributes = new Map<string, Shape>();
  for (const [index, [, value = ANYTHING]] of shapes.entries()) {
    const key = keys[index];
    const name = key?.kind === "known" ? String(key.value) : "";
    const group = attributes.get(name);
    const items = group?.kind === "tuple" ? group.items : [];
    attributes.set(name, isGrouped === true ? { kind: "tuple", items: [...items, value] } : value);
  }
  return marked({ kind: "object", attributes }, keyMark);
}

import type { Access, Expression } from "../model/expression";
import { anyOf, lost, markIn, marked } from "./ephemeral";
import type { Found } from "./found";
import type { Type } from "./kept-types";
import { misfit } from "./misfit";
import { ownOf } from "./own";
import { type PathProblem, type Step, checkType } from "./path-check";
import { ANYTHING, type Shape, shapeText, typed } from "./shape";
import { typeOf } from "./unify";

/** Where something is read: what it is read of, in words, and the place. */
interface Place {
  readonly of: string;
  readonly range: Expression["range"];
}

/** What is read of a value. What is read of an ephemeral one is ephemeral. */
export function read(
  shape: Shape,
  [step, ...rest]: readonly Step[],
  { of, range }: Place,
  found: Found[],
): Shape {
  if (step === undefined) return shape;
  const inner = readOne(shape, step, { of, range }, found);
  return inner === undefined
    ? ANYTHING
    : read(marked(inner, shape.ephemeral), rest, { of: `${of}.${step.key}`, range }, found);
}

/** Of a secret not even the keys are told. */
const READ_ANOTHER = "Read something that it has.";

/** One step; undefined where there is nothing to read. */
function readOne(
  shape: Shape,
  step: Step,
  { of, range }: Place,
  found: Found[],
): Shape | undefined {
  if (shape.kind === "unknown") return ANYTHING;
  const isSet = shape.kind === "tuple" && shape.isSet === true;
  if (shape.kind === "typed" || isSet) {
    const type = typeOf(shape);
    const problem = checkType(type, [step], of);
    if (problem === undefined) return typed(innerType(type, step));
    // What an unknown object has in brackets, Terraform asks once it is known.
    const isLater = step.inBrackets && type[0] === "object";
    found.push({
      topic: "expression",
      ...problem,
      ...(shape.isVeiled === true ? { mend: READ_ANOTHER } : {}),
      range,
      ...(isLater ? { severity: "warning" as const } : {}),
    });
    return undefined;
  }
  const inner =
    shape.kind === "object"
      ? shape.attributes.get(String(step.key))
      : shape.kind === "tuple"
        ? shape.items[Number(step.key)]
        : undefined;
  if (inner !== undefined) return inner;
  found.push({
    topic: "expression",
    message: `${of} is ${shapeText(shape)}: it has no ${JSON.stringify(step.key)}.`,
    mend:
      shape.isVeiled === true
        ? READ_ANOTHER
        : shape.kind === "object"
          ? `It has ${[...shape.attributes.keys()].slice(0, 20).join(", ") || "nothing"}. Read one of those.`
          : shape.kind === "tuple"
            ? `It has ${shape.items.length} elements, counted from 0.`
            : `End the reference with ${of}.`,
    range,
  });
  return undefined;
}

function innerType(type: Type, { key }: Step): Type {
  if (typeof type === "string") return "dynamic";
  if (type[0] === "object")
    return ownOf(type[1] as Readonly<Record<string, Type>>, String(key)) ?? "dynamic";
  if (type[0] === "tuple") return (type[1] as readonly Type[])[Number(key)] ?? "dynamic";
  return type[1] as Type;
}

/** What `a[key]`, or `a[*]` and what follows it, gives. */
export function accessShape(
  expression: Access,
  inner: (each: Expression) => Shape,
  found: Found[],
): Shape {
  const splat = splatIn(expression);
  if (splat !== undefined)
    return splatShape(inner(splat.source), splat.keys.map(inner), expression, found);
  const of = inner(expression.of);
  return readKey(of, inner(expression.key!), expression, found);
}

function readKey(of: Shape, key: Shape, { range }: Access, found: Found[]): Shape {
  if (key.kind === "known" && (typeof key.value !== "boolean" || of.kind === "object")) {
    const step = {
      key: typeof key.value === "boolean" ? String(key.value) : key.value,
      inBrackets: true,
    };
    const own: Found[] = [];
    const value = read(of, [step], { of: "this value", range }, own);
    found.push(...(key.isVeiled === true ? own.map(withoutKey) : own));
    return marked(value, key.ephemeral);
  }
  const problem = keyProblem(of, key);
  if (problem !== undefined) {
    found.push({ topic: "expression", ...problem, range });
    return ANYTHING;
  }
  const mark = anyOf(of.ephemeral, lost(markIn(of)), lost(key.ephemeral));
  const isCollection = of.kind === "typed" && /^(list|map)$/.test(of.type[0]!);
  return marked(isCollection ? typed(of.type[1] as Type) : ANYTHING, mark);
}

/** A key that may be a secret is in its message. */
const withoutKey = (problem: Found): Found => ({
  ...problem,
  message: "A sensitive key fits nothing.",
  mend: "Give another key.",
});

/** What is wrong with a key that isn't known, or with reading by key at all. */
function keyProblem(of: Shape, key: Shape): PathProblem | undefined {
  if (of.kind === "null" || key.kind === "null")
    return {
      message: of.kind === "null" ? "Something is read of null." : "A key is null.",
      mend: "Ask whether it is null before: x == null ? … : ….",
    };
  const type = typeOf(of);
  if (type === "dynamic" || key.kind === "unknown") return undefined;
  if (typeof type === "string" || type[0] === "set")
    return {
      message: `${shapeText(of)} has no keys to read by.`,
      mend: "Read of a list, a tuple, a map or an object.",
    };
  const wrong = misfit(key, /^(list|tuple)$/.test(type[0]) ? "number" : "string");
  return wrong && { message: `A key fits nothing: ${wrong.reason}.`, mend: "Give another key." };
}

/** The splat that an access ends in, and what is read of every element behind it. */
function splatIn(access: Access): Splat | undefined {
  const { of, key, isShort = false } = access;
  if (key === undefined) return { source: of, keys: [], isShort };
  const outer = of.kind === "access" ? splatIn(of) : undefined;
  const isName = key.kind === "literal" && typeof key.value === "string";
  if (outer === undefined || (outer.isShort && !isName)) return undefined;
  return { ...outer, keys: [...outer.keys, key] };
}

interface Splat {
  readonly source: Expression;
  readonly keys: readonly Expression[];
  readonly isShort: boolean;
}

/** What is read of each element; of a value that is no list, of that alone. */
function splatShape(source: Shape, keys: readonly Shape[], access: Access, found: Found[]): Shape {
  const each = (item: Shape) =>
    keys.reduce<Shape>((shape, key) => readKey(shape, key, access, found), item);
  if (source.kind === "tuple")
    return marked({ kind: "tuple", items: source.items.map(each) }, source.ephemeral);
  if (source.kind === "null") return marked({ kind: "tuple", items: [] }, source.ephemeral);
  if (source.kind === "known" || source.kind === "object")
    return marked({ kind: "tuple", items: [each(source)] }, source.ephemeral);
  if (source.kind === "unknown") return source;
  const [kind, inner] = source.type as readonly [string, Type];
  // Every element of a collection is read alike.
  if (kind === "list" || kind === "set")
    return marked(typed(["list", typeOf(each(typed(inner)))]), source.ephemeral);
  const elements = kind === "tuple" ? (inner as readonly Type[]).map(typed) : [source];
  for (const element of elements) each(element);
  return marked(ANYTHING, source.ephemeral);
}

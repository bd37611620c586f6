import type { AttributeSchema, BlockSchema, Type } from "./kept-types";
import { ownOf } from "./own";
import { didYouMean } from "../../suggest";

/** One thing that is read: a name behind a dot, or an index in brackets. */
export interface Step {
  readonly key: string | number;
  readonly inBrackets: boolean;
}

/** What is wrong with a path into a value. */
export interface PathProblem {
  readonly message: string;
  readonly mend: string;
}

/** Checks what is read of a resource against its schema, as far as the schema tells. */
export function checkPath(
  schema: BlockSchema,
  later: ReadonlySet<string>,
  [step, ...rest]: readonly Step[],
  of: string,
): PathProblem | undefined {
  if (step === undefined) return undefined;
  const name = String(step.key);
  const attribute = ownOf(schema.attributes, name);
  if (attribute !== undefined) return checkAttribute(attribute, rest, `${of}.${name}`);
  const nested = ownOf(schema.block_types, name);
  if (nested !== undefined) {
    const here = `${of}.${name}`;
    const { nesting_mode: nesting, block } = nested;
    if (nesting === "single" || nesting === "group") return checkPath(block, NONE, rest, here);
    const wrong = checkElement(nesting, rest[0], here);
    return wrong ?? (rest.length > 1 ? checkPath(block, NONE, rest.slice(1), here) : undefined);
  }
  if (later.has(name)) return undefined;
  const names = [...Object.keys(schema.attributes ?? {}), ...Object.keys(schema.block_types ?? {})];
  return {
    message: `${of} has no attribute "${name}".`,
    mend: `${didYouMean(name, names)}Read an attribute that it has.`,
  };
}

const NONE: ReadonlySet<string> = new Set();

function checkAttribute(
  { type, nested_type: nested }: AttributeSchema,
  steps: readonly Step[],
  of: string,
): PathProblem | undefined {
  if (type !== undefined) return checkType(type, steps, of);
  if (nested === undefined) return undefined;
  const { nesting_mode: nesting, attributes } = nested;
  if (nesting === "single") return checkPath({ attributes }, NONE, steps, of);
  const wrong = checkElement(nesting, steps[0], of);
  return wrong ?? checkPath({ attributes }, NONE, steps.slice(1), of);
}

/** Checks what is read of a value of a type. */
export function checkType(
  type: Type,
  [step, ...rest]: readonly Step[],
  of: string,
): PathProblem | undefined {
  if (step === undefined || type === "dynamic") return undefined;
  if (typeof type === "string")
    return {
      message: `${of} is a ${type}: there is no ${stepText(step)} to read of it.`,
      mend: `End the reference with ${of}.`,
    };
  if (type[0] === "object") {
    const attributes = type[1] as Readonly<Record<string, Type>>;
    const name = String(step.key);
    const inner = ownOf(attributes, name);
    if (inner !== undefined) return checkType(inner, rest, `${of}.${name}`);
    return {
      message: `${of} has no attribute "${name}".`,
      mend: `${didYouMean(name, Object.keys(attributes))}Its attributes are ${Object.keys(attributes).join(", ")}.`,
    };
  }
  if (type[0] === "tuple") {
    const elements = type[1] as readonly Type[];
    const inner = elements[Number(step.key)];
    if (inner !== undefined) return checkType(inner, rest, `${of}[${step.key}]`);
    return {
      message: `${of} is a tuple: there is no ${stepText(step)} to read of it.`,
      mend: `It has ${elements.length} elements, counted from 0.`,
    };
  }
  return checkElement(type[0], step, of) ?? checkType(type[1], rest, `${of}[…]`);
}

/** Lists are read by number, sets not at all. */
function checkElement(
  kind: "list" | "set" | "map",
  step: Step | undefined,
  of: string,
): PathProblem | undefined {
  if (step === undefined || kind === "map") return undefined;
  if (kind === "set")
    return {
      message: `${of} is a set: its elements have no order, and none can be read by itself.`,
      mend: `Take one(${of}), tolist(${of})[0], or a for expression.`,
    };
  if (typeof step.key === "number" || /^\d+$/.test(step.key)) return undefined;
  return {
    message: `${of} is a list: there is no ${stepText(step)} to read of it.`,
    mend: `Take an element first, as in ${of}[0].${step.key}, or all of them: ${of}[*].${step.key}.`,
  };
}

const stepText = ({ key, inBrackets }: Step) =>
  inBrackets ? `[${JSON.stringify(key)}]` : `.${key}`;

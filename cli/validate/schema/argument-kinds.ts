import { isKnown } from "../value";
import { type Shape, valueOfShape } from "./shape";

type Kind = "text" | "number" | "flag" | "list" | "set" | "map";

/** What of a value its kind is; undefined where that isn't known, or nothing is there. */
function kindOf(shape: Shape): Kind | undefined {
  switch (shape.kind) {
    case "known":
      return primitiveKind(typeof shape.value);
    case "tuple":
      return shape.isSet === true ? "set" : "list";
    case "object":
      return "map";
    case "typed":
      return typeof shape.type === "string" ? primitiveKind(shape.type) : COLLECTION[shape.type[0]];
    default:
      return undefined;
  }
}

const primitiveKind = (type: string): Kind =>
  type === "string" ? "text" : type === "number" ? "number" : "flag";

const COLLECTION = {
  list: "list",
  tuple: "list",
  set: "set",
  map: "map",
  object: "map",
} as const satisfies Record<string, Kind>;

/** Whether Terraform looks at an argument, by those before it and by all. */
type Sees = (before: readonly Shape[], all: readonly Shape[]) => boolean;

/** What a function takes whose signature lets anything in. */
interface Takes {
  /** Of its arguments by their number; the last of all further ones, and nothing for any kind. */
  readonly kinds: readonly (readonly Kind[])[];
  /** When Terraform comes to look: once all have a type, where nothing else is said. */
  readonly sees?: Sees;
}

const oneOf =
  (...kinds: readonly Shape["kind"][]) =>
  ({ kind }: Shape) =>
    kinds.includes(kind);

const always: Sees = () => true;
const onceTyped: Sees = (_, all) => !all.some(oneOf("unknown"));
const onceKnown: Sees = (_, all) => !all.some(oneOf("unknown", "typed"));
const onceWhole: Sees = (_, all) => all.every((each) => isKnown(valueOfShape(each)));
/** In turn, until one comes that hides the rest. */
const until =
  (...kinds: readonly Shape["kind"][]): Sees =>
  (before) =>
    !before.some(oneOf(...kinds));

const TAKES: Readonly<Record<string, Takes>> = {
  coalescelist: {
    kinds: [["list"]],
    sees: (before, all) => until("unknown", "typed")(all.slice(0, before.length + 1), all),
  },
  concat: {
    kinds: [["list"]],
    sees: (before, all) => onceTyped(before, all) && until("typed")(before, all),
  },
  contains: { kinds: [["list", "set"], []], sees: onceKnown },
  element: { kinds: [["list"], []], sees: always },
  flatten: { kinds: [["list", "set"]], sees: onceWhole },
  index: { kinds: [["list"], []], sees: onceKnown },
  keys: { kinds: [["map"]] },
  length: { kinds: [["text", "list", "set", "map"]] },
  lookup: { kinds: [["map"], []], sees: always },
  merge: { kinds: [["map"]], sees: until("unknown", "null") },
  one: { kinds: [["list", "set"]] },
  parseint: { kinds: [["text"], []] },
  reverse: { kinds: [["list", "set"]] },
  setproduct: { kinds: [["list", "set"]] },
  slice: { kinds: [["list"], []], sees: always },
  sum: { kinds: [["list", "set"]], sees: onceKnown },
  values: { kinds: [["map"]] },
};

const WORDS: Readonly<Record<Kind, string>> = {
  text: "a text",
  number: "a number",
  flag: "true or false",
  list: "a list",
  set: "a set",
  map: "a map",
};

/** What a function takes instead, in words, and whether Terraform sees that at the plan only. */
export interface Instead {
  readonly instead: string;
  readonly isLater: boolean;
}

/** What it takes instead of one of its arguments; undefined where that is of a kind that it takes. */
export function insteadOf(
  name: string,
  index: number,
  shapes: readonly Shape[],
): Instead | undefined {
  if (!Object.hasOwn(TAKES, name)) return undefined;
  const { kinds, sees = onceTyped } = TAKES[name]!;
  const taken = kinds[Math.min(index, kinds.length - 1)]!;
  const kind = kindOf(shapes[index]!);
  if (kind === undefined || taken.length === 0 || taken.includes(kind)) return undefined;
  return {
    instead: taken
      .map((each) => WORDS[each])
      .join(", ")
      .replace(/, ([^,]+)$/, " or $1"),
    isLater: !sees(shapes.slice(0, index), shapes),
  };
}

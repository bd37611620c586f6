import { type Deployment, textsOf, valueOf } from "./deployment";

/** The inputs with which a module has resources of a type. */
export interface When {
  /** For readers; empty if it always has. */
  readonly text: string;
  readonly holds: (deployment: Pick<Deployment, "inputs">) => boolean;
}

export const always: When = { text: "", holds: () => true };

/** Neither null nor empty. */
export const isSet = (path: string): When => ({
  text: `${path} is set`,
  holds: (deployment) => {
    const value = valueOf(deployment, path) ?? null;
    return typeof value === "object" && value !== null
      ? Object.keys(value).length > 0
      : value !== null;
  },
});

export const isNotSet = (path: string): When => ({
  text: `${path} is not set`,
  holds: (deployment) => !isSet(path).holds(deployment),
});

export const is = (path: string, wanted: string | boolean): When => ({
  text: `${path} = ${JSON.stringify(wanted)}`,
  holds: (deployment) => valueOf(deployment, path) === wanted,
});

/** True, or left out where that is its default. */
export const isNotFalse = (path: string): When => ({
  text: `${path} is not false`,
  holds: (deployment) => valueOf(deployment, path) !== false,
});

/** A list that has, or lacks, some of these texts. */
export const has = (path: string, text: string): When => ({
  text: `${path} has ${text}`,
  holds: (deployment) => textsOf(deployment, path).includes(text),
});

export const hasOtherThan = (path: string, text: string): When => ({
  text: `${path} has more than ${text}`,
  holds: (deployment) => textsOf(deployment, path).some((each) => each !== text),
});

export const all = (...each: readonly When[]): When => ({
  text: each.map(({ text }) => text).join(", and "),
  holds: (deployment) => each.every(({ holds }) => holds(deployment)),
});

export const some = (...each: readonly When[]): When => ({
  text: [...new Set(each.map(({ text }) => text))].join(", or "),
  holds: (deployment) => each.some(({ holds }) => holds(deployment)),
});

import type { ConflictCheck, Takes, ValueCheck } from "./check";

/** What the plugin itself refused and took; test/terraform/provider-checks.test.ts asks it again. */
const OBSERVED = "observed of hashicorp/aws 5.100";

/** Checks of values by path. */
export const values = (takes: Readonly<Record<string, Takes>>): ValueCheck[] =>
  Object.entries(takes).map(([path, each]) => ({ path, takes: each, source: OBSERVED }));

/** A text. */
export const text = (takes: Omit<Extract<Takes, { kind: "text" }>, "kind">): Takes => ({
  kind: "text",
  ...takes,
});

const of =
  (kind: ConflictCheck["kind"]) =>
  (paths: readonly string[]): ConflictCheck => {
    const [path = ""] = paths.map((each) => each.split(".").slice(0, -1).join("."));
    return {
      path,
      kind,
      names: paths.map((each) => each.split(".").at(-1)!),
      source: OBSERVED,
    };
  };

/** Arguments that can't be set together, by path. */
export const conflicts = (...all: readonly (readonly string[])[]): ConflictCheck[] =>
  all.map(of("conflict"));

/** Arguments of which one is needed, and no more. */
export const exactlyOne = (...names: readonly string[]): ConflictCheck[] => [
  of("exactly one")(names),
];

/** Arguments that need one another. */
export const together = (...names: readonly string[]): ConflictCheck[] => [of("together")(names)];

import type { BlockSchema } from "../../../cli/validate/schema/kept-types";
import { type Change, type Json, type JsonObject, at, misspelt } from "./change";

/** What Terraform itself takes in a resource: changed elsewhere. */
export const META = ["count", "for_each", "depends_on", "lifecycle", "provider"];

/** Values of every type, fitting or not. */
const VALUES: readonly Json[] = [
  "abc",
  "",
  "7",
  7,
  -7,
  2.5,
  true,
  null,
  [],
  ["abc"],
  ["abc", "abc"],
  [[]],
  {},
  { abc: "abc" },
  "${var.nosuch}",
  "{}",
  "arn:aws:iam::111122223333:role/a",
  "10.0.0.0/8",
];

/** Makes a change of a block. */
export type ChangeOf = (what: string, where: string, make: (body: JsonObject) => void) => Change;

/** Changes of arguments against a schema, in nested blocks, too. */
export function bodyChanges(
  schema: BlockSchema,
  body: JsonObject,
  path: readonly (string | number)[],
  change: ChangeOf,
): Change[] {
  const here = (what: string, name: string, make: (inner: JsonObject) => void) =>
    change(what, [...path, name].join("."), (outer) => make(at(outer, path) as JsonObject));
  const { attributes = {}, block_types: blocks = {} } = schema;
  const names = Object.keys(body).filter((name) => path.length > 0 || !META.includes(name));
  return [
    ...names.flatMap((name) => [
      here("remove argument", name, (inner) => delete inner[name]),
      here("misspell argument", name, (inner) => {
        inner[misspelt(name)] = inner[name]!;
        delete inner[name];
      }),
      ...VALUES.map((value) =>
        here("other value", `${name} = ${JSON.stringify(value)}`, (inner) => (inner[name] = value)),
      ),
    ]),
    ...Object.keys(attributes)
      .filter((name) => !names.includes(name))
      .flatMap((name) =>
        VALUES.map((value) =>
          here(
            "add argument",
            `${name} = ${JSON.stringify(value)}`,
            (inner) => (inner[name] = value),
          ),
        ),
      ),
    ...Object.keys(blocks).flatMap((name) => [
      here("add block", name, (inner) => (inner[name] = {})),
      here(
        "add blocks",
        name,
        (inner) => (inner[name] = [inner[name] ?? {}, inner[name] ?? {}].flat() as Json),
      ),
      here("no block", name, (inner) => (inner[name] = "abc")),
      here(
        "dynamic block",
        name,
        (inner) => (inner.dynamic = { [name]: { for_each: ["a"], content: {} } }),
      ),
    ]),
    ...Object.entries(blocks).flatMap(([name, { block }]) => {
      const found = body[name];
      if (Array.isArray(found))
        return found.flatMap((each, index) =>
          typeof each === "object"
            ? bodyChanges(block, each as JsonObject, [...path, name, index], change)
            : [],
        );
      return typeof found === "object" && found !== null
        ? bodyChanges(block, found, [...path, name], change)
        : [];
    }),
  ];
}

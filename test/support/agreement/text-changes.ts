import { type Change, type Json, type JsonObject, at } from "./change";

/** What is changed inside expressions: names, functions, operators. */
const EDITS: readonly (readonly [kind: string, find: RegExp, by: string])[] = [
  ["undeclared variable", /\bvar\.(\w+)/, "var.$1_nosuch"],
  ["undeclared local", /\blocal\.(\w+)/, "local.$1_nosuch"],
  ["undeclared resource", /\b(aws_\w+)\.(\w+)/, "$1.$2_nosuch"],
  ["unknown attribute", /\b(aws_\w+\.\w+)\.(\w+)/, "$1.$2_nosuch"],
  ["unknown attribute of an instance", /\b(aws_\w+\.\w+)\[0\]\.(\w+)/, "$1[0].$2_nosuch"],
  ["no instance", /\b(aws_\w+\.\w+)\[0\]/, "$1"],
  ["an instance", /\b((?<!data\.)aws_\w+\.\w+)\.(\w+)/, "$1[0].$2"],
  ["an attribute of an attribute", /\b(data\.aws_\w+\.\w+)\.(\w+)/, "$1.$2.abc"],
  [
    "unknown function",
    /\b(jsonencode|replace|join|merge|length|concat|tostring|contains|startswith|toset)\(/,
    "nosuch_$1(",
  ],
  ["too many arguments", /\b(jsonencode|tostring|toset|length|one)\(/, "$1(1, "],
  ["wrong argument", /\b(length|keys|upper|join|startswith)\(([\w.]+)/, "$1(7"],
  ["not a number", /\blength\(([\w.]+)\)/, '(length($1) + "abc")'],
  ["not a boolean", / \? /, " && 7 ? "],
  ["a list in a text", /\$\{var\.(\w+)\}/, "x${[var.$1]}"],
  ["index of nothing", /\bcount\.index/, "count.nosuch"],
  ["other index", /\bcount\.index/, "each.key"],
  ["unknown path", /\bvar\.(\w+)/, "path.nosuch"],
  ["a path", /\bvar\.(\w+)/, "path.module"],
  ["a word", /\bvar\.(\w+)/, "nosuch"],
  ["parentheses", /\bvar\.(\w+)/, "(var.$1)"],
  ["null", /\bvar\.(\w+)/, "null"],
  ["a conditional", /\bvar\.(\w+)/, '(var.$1 == null ? "a" : "b")'],
  ["a mixed conditional", /\bvar\.(\w+)/, '(var.$1 == null ? "a" : ["b"])'],
  ["tried", /\bvar\.(\w+)/, "try(nosuch(1), var.$1)"],
  ["tried with a slip", /\bvar\.(\w+)/, "try(var.$1, var.nosuch)"],
  ["for over a text", /\bvar\.(\w+)/, '[for x in "abc" : x]'],
  ["for", /\bvar\.(\w+)/, "[for x in [1, 2] : x.abc]"],
];

/** Changes of what stands in `${}`. */
export function textChanges(file: string, content: JsonObject): Change[] {
  const texts = [...stringsIn(content, [])].filter(
    ([path, text]) => text.includes("${") && !["type", "from", "to"].includes(String(path.at(-1))),
  );
  return texts.flatMap(([path, text]) =>
    EDITS.flatMap(([kind, find, by]): Change[] => {
      const inside = text.indexOf("${");
      const edited = text.slice(0, inside) + text.slice(inside).replace(find, by);
      if (edited === text) return [];
      return [
        {
          kind,
          what: path.join("."),
          file,
          make: (whole) => {
            (at(whole, path.slice(0, -1)) as { [key: string]: Json })[path.at(-1)!] = edited;
          },
        },
      ];
    }),
  );
}

function* stringsIn(
  value: Json,
  path: readonly (string | number)[],
): Generator<[(string | number)[], string]> {
  if (typeof value === "string") yield [[...path], value];
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* stringsIn(inner, [...path, key]);
}

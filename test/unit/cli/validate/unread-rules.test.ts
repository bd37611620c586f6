import { posix } from "node:path";
import { moduleFiles } from "../../../../cli/build/module-files";
import { subjectOf } from "../../../../cli/validate/read/example";
import { isTerraform } from "../../../../cli/validate/read/folder";
import type { Example } from "../../../../cli/validate/rule";
import { RULES } from "../../../../cli/validate/rules";
import { run } from "../../../../cli/validate/run";
import { Source } from "../../../../cli/validate/source";
import { MODULES, type ModuleName } from "../../../../modules";

// The first to run loads the schemas of the providers, on a busy machine for long.
jest.setTimeout(180_000);

/** Every rule, over configurations of which one file can't be read: what may stand in it must not be missed. */
const told = async (files: Example): Promise<string[]> =>
  (await run(new Source(await subjectOf(files)), RULES, [], "note")).findings.map(
    ({ rule, message, range }) => `${rule}: ${message} (${range.file})`,
  );

/** A text that somebody is about to change. */
const BREAKS: readonly (readonly [how: string, change: (text: string) => string])[] = [
  ["a quote is open at its begin", (text) => `locals {\n  a = "\n}\n${text}`],
  ["a brace is open at its end", (text) => `${text}locals {\n`],
  ["the end is missing", (text) => text.slice(0, text.trimEnd().length / 2)],
];
const JSON_BREAKS = [
  BREAKS[2]!,
  ["a comma is too much", (text: string) => text.replace(/\}\s*$/, ",}")],
] as const;

function* broken(files: Example): Generator<readonly [string, Example]> {
  for (const [name, text] of Object.entries(files)) {
    if (!isTerraform(posix.basename(name)) && !name.endsWith(".tfvars")) continue;
    for (const [how, change] of name.endsWith(".json") ? JSON_BREAKS : BREAKS)
      yield [`${name}, ${how}`, { ...files, [name]: change(text) }];
  }
}

/** The same with a file for each block. */
const apart = (files: Example): Example =>
  Object.fromEntries(
    Object.entries(files).flatMap(([name, text]): [string, string][] =>
      name.endsWith(".tf")
        ? text
            .split(/(?<=\n\}\n)\n/)
            .map((block, index) => [name.replace(/\.tf$/, `${index}.tf`), block])
        : [[name, text]],
    ),
  );

/** What is told of broken variants and not of the whole. */
async function missed(
  files: Example,
  variants: Iterable<readonly [string, Example]> = broken(files),
): Promise<string[]> {
  const before = new Set(await told(files));
  const found: string[] = [];
  for (const [what, changed] of variants)
    for (const each of await told(changed))
      if (!/^syntax: /.test(each) && !before.has(each)) found.push(`${what}: ${each}`);
  return found;
}

it.each(RULES.map((rule) => [rule.id, rule] as const))(
  "in what the rule `%s` finds good",
  async (_, { good }) => {
    expect(await missed(apart(good))).toEqual([]);
  },
);

it.each(Object.keys(MODULES) as ModuleName[])("in %s, whatever file of it", async (name) => {
  const files = Object.fromEntries(
    [...moduleFiles(name)]
      .filter(([path]) => !path.includes("/"))
      .map(([path, content]) => [path, String(content)]),
  );
  // Its files are big: one way to break each is enough.
  const variants = [...broken(files)].filter(([what]) => what.endsWith("the end is missing"));
  expect(variants.length).toBeGreaterThan(3);
  expect(await missed(files, variants)).toEqual([]);
});

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PROJECT } from "../../kit/project-copy";

const read = (file: string) => readFileSync(join(PROJECT, file), "utf8");
const guide = read("docs/guides/ci.md");
const blocks = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => parse(block!));
const action = parse(read("action.yml"));
const hooks = parse(read(".pre-commit-hooks.yaml")) as { id: string; entry: string }[];

/** Every value of a key, anywhere in a document. */
function valuesOf(key: string, node: unknown): unknown[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

/** First cells of the rows of a table. */
const firstCells = (head: string): string[] =>
  guide
    .split("\n\n")
    .find((part) => part.startsWith(`| ${head}`))!
    .split("\n")
    .slice(2)
    .map((row) => /`([^`]+)`/.exec(row)![1]!);

it("lists the action's inputs, with their defaults, and its outputs", () => {
  expect(firstCells("Input")).toEqual(Object.keys(action.inputs));
  for (const [name, { default: value }] of Object.entries<{ default: string }>(action.inputs))
    expect(guide).toMatch(new RegExp(`^\\| \`${name}\` +\\| \`${value}\` `, "m"));
  expect(firstCells("Output")).toEqual(Object.keys(action.outputs));
});

it("uses inputs that the action has", () => {
  const ours = blocks
    .flatMap((block) => [...(Array.isArray(block) ? [block] : []), ...valuesOf("steps", block)])
    .flat() as { uses?: string; with?: object }[];
  const used = ours.filter(({ uses }) => uses?.startsWith("<owner>"));
  expect(used).toHaveLength(2);
  for (const step of used)
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining(Object.keys(step.with ?? {})),
    );
});

it("names hooks that there are, whose files are there", () => {
  const ids = blocks.flatMap((block) => valuesOf("id", block));
  expect(ids).toEqual(["apono-connector-validate"]);
  expect(hooks.map(({ id }) => id)).toEqual([
    "apono-connector-validate",
    "apono-connector-validate-system",
  ]);
  for (const { id } of hooks) expect(guide).toContain(id);
  const [first] = hooks;
  expect(existsSync(join(PROJECT, first!.entry.split(" ")[0]!))).toBe(true);
});

it("runs a file on GitLab that there is", () => {
  const files = blocks.flatMap((block) => valuesOf("APONO_CONNECTOR", block)) as string[];
  expect(files).toHaveLength(1);
  expect(existsSync(join(PROJECT, files[0]!.replace("apono-connector/", "")))).toBe(true);
});

import { moduleFiles } from "../../../../../cli/registry/build/module-files";
import { withOpenTofuTests } from "../../../../../cli/registry/build/opentofu-tests";
import { MODULE_NAMES } from "../../../../../modules/module-names";

const after = (contents: Record<string, string>) =>
  Object.fromEntries(
    withOpenTofuTests(
      Object.entries(contents).map(([path, text]): [string, Buffer] => [path, Buffer.from(text)]),
    ).map(([path, content]) => [path, content.toString("utf8")]),
  );

const run = (name: string, target: string) => `run "${name}" {
  command = plan
  override_data {
    target = ${target}
    values = { ids = [] }
  }
}
`;

it("leaves out the runs that override one instance, says which, and keeps all else", () => {
  const start = `# What it tests.

mock_provider "aws" {}
`;
  const test = [
    start,
    run("all", "data.a.b"),
    `# Of one.\n${run("one", "data.a.b[1]")}`,
    `# Of a key.\n${run("key", 'data.a.b["x"]')}`,
    `# Of all, again.\n${run("again", "data.a.b")}`,
  ].join("\n");
  expect(after({ "tests/x.tftest.hcl": test })).toEqual({
    "tests/x.tftest.hcl": test,
    "tests/x.tofutest.hcl": `# OpenTofu reads this instead of x.tftest.hcl. These runs are omitted, because they override single
# instances of a resource, which OpenTofu does not support:
#   one
#   key

${[start, run("all", "data.a.b"), `# Of all, again.\n${run("again", "data.a.b")}`].join("\n")}`,
  });
});

it("adds nothing where OpenTofu takes the test as it is", () => {
  const files = { "tests/x.tftest.hcl": run("all", "data.a.b"), "examples/a/main.tf": "" };
  expect(after(files)).toEqual(files);
});

it.each(MODULE_NAMES)("%s has nothing left for OpenTofu that it refuses", (name) => {
  const files = moduleFiles(name);
  const read = [...files].filter(
    ([path]) =>
      /\.(tftest|tofutest)\.hcl$/.test(path) && !files.has(path.replace(".tftest.", ".tofutest.")),
  );
  for (const [, content] of read)
    expect(content.toString("utf8")).not.toMatch(/target\s*=\s*\S+\[/);
  expect(read.length).toBeGreaterThan(0);
});

it("the one test that needs it keeps most of its runs", () => {
  const files = moduleFiles("ecs-connector");
  const runs = (path: string) =>
    [
      ...files
        .get(path)!
        .toString("utf8")
        .matchAll(/^run "(.+)"/gm),
    ].map(([, each]) => each);
  const all = runs("tests/egress-choice.tftest.hcl");
  const kept = runs("tests/egress-choice.tofutest.hcl");
  expect(all.filter((each) => !kept.includes(each))).toEqual([
    "all_private",
    "mixed",
    "none",
    "own_route_table_before_the_main_one",
  ]);
  expect([...files.keys()].filter((path) => path.endsWith(".tofutest.hcl"))).toEqual([
    "tests/egress-choice.tofutest.hcl",
  ]);
});

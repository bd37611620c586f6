import { inlineMocks } from "../../../../../cli/registry/build/inline-mocks";
import { moduleFiles } from "../../../../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../../../../modules/module-names";

const files = (contents: Record<string, string>) =>
  Object.entries(contents).map(([path, text]): [string, Buffer] => [path, Buffer.from(text)]);
const inlined = (contents: Record<string, string>) =>
  Object.fromEntries(inlineMocks(files(contents)).map(([path, content]) => [path, `${content}`]));

const MOCK = `# An account.

mock_data "aws_region" {
  defaults = { id = "eu-central-1" }
}
`;

it("puts the mocks into the tests that name their folder, and leaves the mocks' files out", () => {
  const test = `mock_provider "aws" {
  source = "./tests/aws"
}

mock_provider "helm" {}

run "x" {
  module { source = "./examples/x" }
}
`;
  expect(
    inlined({
      "tests/aws/account.tfmock.hcl": MOCK,
      "tests/x.tftest.hcl": test,
      "examples/x/main.tf": 'source = "./tests/aws"\n',
    }),
  ).toEqual({
    "tests/x.tftest.hcl": `mock_provider "aws" {
  # An account.

  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
}

mock_provider "helm" {}

run "x" {
  module { source = "./examples/x" }
}
`,
    "examples/x/main.tf": 'source = "./tests/aws"\n',
  });
});

it("takes every file of the folder", () => {
  expect(
    inlined({
      "tests/aws/a.tfmock.hcl": "# a\n",
      "tests/aws/b.tfmock.hcl": "# b\n",
      "tests/awsome/c.tfmock.hcl": "# c\n",
      "tests/x.tftest.hcl": 'mock_provider "aws" {\n  source = "./tests/aws"\n}\n',
    }),
  ).toEqual({ "tests/x.tftest.hcl": 'mock_provider "aws" {\n  # a\n\n  # b\n}\n' });
});

it("refuses a folder without mocks", () => {
  expect(() =>
    inlined({ "tests/x.tftest.hcl": 'mock_provider "aws" {\n  source = "./tests/aws"\n}\n' }),
  ).toThrow("tests/x.tftest.hcl: no mocks found in tests/aws.");
});

it.each(MODULE_NAMES)("%s is published with tests that OpenTofu can read, too", (name) => {
  const published = moduleFiles(name);
  const tests = [...published].filter(([path]) => path.endsWith(".tftest.hcl"));
  expect(tests.length).toBeGreaterThan(0);
  for (const [, content] of tests) {
    const text = content.toString("utf8");
    expect(text).not.toMatch(/^\s*source\s*=/m);
    expect(text).toMatch(/^mock_provider "aws" \{\n {2}# .*\n\n {2}mock_data /m);
  }
  expect([...published.keys()].filter((path) => path.endsWith(".tfmock.hcl"))).toEqual([]);
});

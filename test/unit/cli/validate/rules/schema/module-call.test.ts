import { moduleCall } from "../../../../../../cli/validate/rules/schema/module-call";
import { itHolds } from "../../../../../support/rule-cases";
import { mkdirSync, writeFileSync } from "node:fs";
import { runCli } from "../../../../../support/cli";
import { findings, found } from "../../../../../support/validate";
import { inOwnFolder, write } from "../../../../../support/validate-folder";

const MODULE = `variable "name" {
  type = string
}
variable "sizes" {
  type    = list(number)
  default = []
}
variable "settings" {
  type    = object({ size = number, more = optional(string) })
  default = { size = 1 }
}
`;
const call = (lines: string, source = "./m") =>
  `module "m" {\n  source = "${source}"\n${lines}\n}\n`;
const files = (text: string, more: Readonly<Record<string, string>> = {}) => ({
  "main.tf": text,
  "m/main.tf": MODULE,
  ...more,
});

itHolds(moduleCall, {
  finds: [
    [
      "an input that the module doesn't have, with what was meant",
      files(call('  name = "a"\n  ▸szies = []')),
      [
        'The module m has no input "szies".',
        "Did you mean sizes? Correct the name, or take it out.",
      ],
    ],
    [
      "an input that is needed, at the call",
      files(`▸${call("")}`),
      ['module.m needs the input "name", which is not given.', "Give it."],
    ],
    [
      "values of the wrong type, with the place inside of them",
      files(call('  name     = ▸["a"]\n  sizes    = ▸[1, "two"]\n  settings = ▸{ more = "a" }')),
      ["name of module.m takes string: a list is no string.", "Give it a value of that type."],
      'sizes of module.m takes list(number): [1]: "two" is no number.',
      "settings of module.m takes object({ size = number, more = string }): size is missing.",
    ],
    [
      "a value of the wrong type by way of a variable",
      files(`${call("  name = ▸var.names")}variable "names" {\n  type = list(string)\n}\n`),
      "name of module.m takes string: a list is no string.",
    ],
    [
      "blocks",
      files(call('  name = "a"\n  ▸settings {\n    size = 1\n  }')),
      [
        'module.m has a block "settings", and calls of modules have none.',
        "If settings is an input, write settings = ….",
      ],
    ],
    [
      "a call without a source, or with one that isn't written out",
      `▸module "a" {}\nmodule "b" {\n  source = ▸var.source\n}\nmodule "c" {\n  source = ▸"a/\${var.b}"\n}\n`,
      [
        "module.a has no source.",
        'Set source to the module\'s path or address, as in source = "./modules/name".',
      ],
      [
        "The source of module.b is no plain text.",
        "Write it out: Terraform fetches modules before it knows any value.",
      ],
      "The source of module.c is no plain text.",
    ],
    [
      "a version of a folder",
      files(call('  name    = "a"\n  ▸version = "1.0"')),
      ["module.m comes from a folder, which has no versions.", "Take version out."],
    ],
    [
      "a call from a folder below, and one with a slash at its end",
      {
        "a/b/main.tf":
          call("  ▸x = 1", "../../m/") + call("  ▸y = 1", "./../../m").replace('"m"', '"n"'),
        "m/main.tf": 'variable "z" {\n  default = 1\n}\n',
      },
      'The module m has no input "x".',
      'The module m has no input "y".',
    ],
    [
      "JSON, on both sides",
      {
        "main.tf.json": `{"module": {▸"m": {"source": "./m", ▸"x": 1, "size": ▸"two"}}}`,
        "m/main.tf.json": `{"variable": {"name": {}, "size": {"type": "number"}}}`,
      },
      'module.m needs the input "name", which is not given.',
      'The module m has no input "x".',
      'size of module.m takes number: "two" is no number.',
    ],
  ],
  isSilent: [
    [
      "what fits",
      files(call('  name     = 5\n  sizes    = ["1", 2]\n  settings = { size = "1" }')),
    ],
    [
      "what isn't known yet",
      files(`${call("  name  = var.a\n  sizes = [var.a]")}variable "a" {}\n`),
    ],
    [
      "Terraform's own arguments",
      files(
        call('  name       = "a"\n  count      = 1\n  depends_on = []\n  providers  = {}') +
          call("  name     = each.key\n  for_each = {}").replace('"m"', '"n"'),
      ),
    ],
    [
      "modules that aren't read",
      call("  anything = 1", "a/b/c") +
        call("  anything = 1", "git::https://example.com/m.git").replace('"m"', '"n"'),
    ],
    ["a registry's module with a version", call('  version = "1.0"', "a/b/c")],
    ["null for what has no default", files(call("  name = null"))],
    [
      "a further attribute of an object, which Terraform drops",
      files(call('  name     = "a"\n  settings = { size = 1, other = 2 }')),
    ],
    [
      "JSON that fits",
      {
        "main.tf.json": `{"module": {"m": {"//": "x", "source": "./m", "name": "\${1}"}}}`,
        "m/main.tf.json": `{"variable": {"name": {}}}`,
      },
    ],
  ],
});

const callOf = (source: string, name = "connector") =>
  `module "${name}" {\n  source = "${source}"\n}\n`;

describe("a folder that a call leads to", () => {
  it("has to be there", async () => {
    const files = {
      "infra/main.tf": callOf("./conector") + callOf("../shared//network", "network"),
      "infra/connector/main.tf": "locals {}\n",
      "shared/network/main.tf": "locals {}\n",
    };
    expect(await findings(moduleCall, files)).toMatchObject([
      {
        message: "module.connector comes from ./conector, and there is no such folder.",
        mend: "Did you mean ./connector? Correct the path, which counts from infra, or make the folder.",
        range: {
          file: "infra/main.tf",
          start: { line: 2, column: 12 },
          end: { line: 2, column: 24 },
        },
        severity: "error",
      },
    ]);
  });

  it("has to be there in JSON, too", async () => {
    const text = JSON.stringify({ module: { network: { source: "./gone" } } });
    expect(await found(moduleCall, { "main.tf.json": text })).toEqual([
      "main.tf.json:1:32 module.network comes from ./gone, and there is no such folder.",
    ]);
  });

  it.each([".", ".."])("is not written %s", async (source) => {
    expect(await findings(moduleCall, { "a/b.tf": callOf(source), "a/a.tf": "" })).toMatchObject([
      {
        message: `module.connector comes from "${source}", which is no address of a module.`,
        mend: `Write "./${source === "." ? "" : source}", if that folder is meant.`,
      },
    ]);
  });
});

describe("on the disk", () => {
  inOwnFolder();
  const validate = async (...paths: string[]) => {
    const { out } = await runCli(["validate", ...paths, "--only", "module-call", "-f", "json"]);
    return (JSON.parse(out) as { findings: { message: string }[] }).findings.map(
      ({ message }) => message,
    );
  };

  it("a folder counts that is not among those that are validated", async () => {
    write({ "infra/main.tf": callOf("../shared") + callOf("./.hidden", "hidden") });
    expect(await validate("infra")).toHaveLength(2);
    mkdirSync("shared");
    mkdirSync("infra/.hidden");
    expect(await validate("infra")).toEqual([]);
    expect(await validate("infra/main.tf")).toEqual([]);
  });

  it("a file is no folder", async () => {
    write({ "main.tf": callOf("./shared") });
    writeFileSync("shared", "");
    expect(await validate(".")).toEqual([
      "module.connector comes from ./shared, and there is no such folder.",
    ]);
  });
});

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { runRules } from "../../../../cli/validate/run-rules";
import { moduleGroups } from "../../../../cli/validate/module-groups";
import { EXAMPLES, exampleFiles } from "../../../../tools/docs/rule-page";
import { mutated, reshaped } from "../../../support/changed-texts";
import { workspaceOf } from "../../../support/workspace";
import { RULES } from "../../../../cli/validate/rules";
import { buildModule } from "../../../../modules";
import { runCli } from "../../../support/cli";
import { PROJECT } from "../../../kit/project-copy";
import { planOf } from "../../../support/validate";
import { inOwnFolder, write } from "../../../support/validate-folder";

const SEED = Number(process.env["FUZZ_SEED"] ?? 20_240_917);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 40);

const hcl = execFileSync("git", ["ls-files", "*.tf"], { cwd: PROJECT, encoding: "utf8" })
  .trim()
  .split("\n")
  .map((file) => readFileSync(join(PROJECT, file), "utf8"));
const rules = RULES.flatMap(({ id }) =>
  EXAMPLES.flatMap((kind) => Object.entries(exampleFiles(id, kind))),
);
const examples = (ending: string) =>
  rules.filter(([name]) => name.endsWith(ending)).map(([, text]) => text);
const json = Object.entries(buildModule("org-delegation").toFiles())
  .filter(([name]) => name.endsWith(".tf.json"))
  .map(([, content]) => JSON.stringify(content, null, 1));
const plan = planOf(
  [
    {
      address: "module.apono.aws_iam_role.connector",
      actions: ["delete", "create"],
      before: { name: "a", assume_role_policy: "{}" },
      after: { name: "b", assume_role_policy: '{"Statement":[{"Effect":"Allow"}]}' },
      replace_paths: [["name"]],
    },
    {
      address: 'aws_ecs_task_definition.this["a"]',
      actions: ["create"],
      after: { container_definitions: '[{"environment":[{"name":"APONO_TOKEN","value":"x"}]}]' },
      after_unknown: { arn: true },
      after_sensitive: { container_definitions: true },
    },
  ],
  {
    variables: { APONO_TOKEN: { value: "x" } },
    configuration: { root_module: { module_calls: { a: { expressions: {} } } } },
  },
);

/** A verdict, or an error that a user understands. */
async function holds(name: string, text: string): Promise<void> {
  let workspace;
  try {
    workspace = await workspaceOf({ [name]: text });
  } catch (error) {
    expect((error as Error).name).toBe("CommandFailure");
    return;
  }
  const { crashes, findings } = await runRules(moduleGroups(workspace), RULES);
  expect(crashes).toEqual([]);
  for (const { range, message, fix } of findings) {
    expect(message.trim()).not.toBe("");
    expect(fix.trim()).not.toBe("");
    expect(range.start.line).toBeGreaterThan(0);
    expect(range.start.column).toBeGreaterThan(0);
  }
}

describe(`every rule, over changed texts (FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS})`, () => {
  it.each([
    ["HCL", "main.tf", mutated([...hcl, ...examples(".tf")])],
    ["JSON", "main.tf.json", mutated([...json, ...examples(".tf.json")])],
    ["JSON of another shape", "main.tf.json", reshaped(json)],
    ["values", "x.tfvars", mutated(examples(".tfvars"))],
    ["plans", "plan.json", mutated([plan, ...examples("plan.json")])],
    ["plans of another shape", "plan.json", reshaped([plan, ...examples("plan.json")])],
  ])(
    "has a verdict: %s",
    async (_, name, texts) => {
      await fc.assert(
        fc.asyncProperty(texts, (text) => holds(name, text)),
        { seed: SEED, numRuns: RUNS },
      );
    },
    // Ends what would never end, on a machine that is busy with other things.
    600_000,
  );
});

describe("what is nothing like Terraform", () => {
  inOwnFolder();
  const N = 10_000;
  it.each<[string, Record<string, string | Buffer>, RegExp]>([
    [
      "nested lists",
      { "a.tf": `# apono\nlocals {\n x = ${"[".repeat(N)}${"]".repeat(N)}\n}` },
      /nesting is too deep/,
    ],
    [
      "nested parentheses",
      { "a.tf": `# apono\nlocals {\n x = ${"(".repeat(N)}1${")".repeat(N)}\n}` },
      /nesting is too deep/,
    ],
    ["open brackets", { "a.tf": "{[(".repeat(N) }, /\[syntax\]/],
    ["nested JSON", { "a.tf.json": "[".repeat(N) + "]".repeat(N) }, /nesting is too deep/],
    [
      "nested templates",
      { "a.tf": `locals {\n x = "${'${"'.repeat(N)}${'"}'.repeat(N)}"\n}` },
      /\[syntax\]/,
    ],
    [
      "bytes",
      { "a.tf": Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 131) % 256)) },
      /not UTF-8/,
    ],
    [
      "invalid UTF-8",
      { "a.tf": Buffer.from([0x23, 0xff, 0x0a]) },
      /a\.tf:1:2 warning The file is not UTF-8 text/,
    ],
    [
      "cyclic locals",
      { "a.tf": "locals {\n a = local.b\n b = [local.a, local.a]\n}" },
      /No findings/,
    ],
    [
      "modules in a circle",
      {
        "a/m.tf": 'module "b" {\n source = "../b"\n}',
        "b/m.tf": 'module "a" {\n source = "../a"\n}',
      },
      /in 2 files|No findings/,
    ],
    ["a module of itself", { "a.tf": 'module "a" {\n source = "./"\n}' }, /./],
    ["an empty file", { "a.tf": "", "b.tf.json": "", "c.tfvars": "", "d.tfvars.json": "" }, /./],
    [
      "a huge file",
      { "a.tf": "#".repeat(6e6) },
      /a\.tf:1:1 warning This file was not read: it has 6\.0 MB/,
    ],
  ])(
    "has a verdict: %s",
    async (_, files, expected) => {
      write(files);
      const { code, out, err } = await runCli(["validate", ".", "--no-engine"]);
      expect(out + err).toMatch(expected);
      expect(out + err).not.toMatch(/crashed|^\s+at /m);
      expect([0, 1, 2]).toContain(code);
    },
    600_000,
  );

  it.each([
    ["a byte order mark", "\ufefflocals {\n  a = 1\n}\n"],
    ["Windows' line ends", "locals {\r\n  a = 1\r\n  b = <<EOT\r\nx\r\nEOT\r\n}\r\n"],
    ["no line end", "locals {}"],
  ])("is clean as Terraform takes it: %s", async (_, text) => {
    write({ "a.tf": text });
    expect(await runCli(["validate", ".", "--no-engine"])).toEqual({
      code: 0,
      out: "No connector found.\nNo findings in 1 file.",
      err: "",
    });
  });

  it("follows no links round in circles", async () => {
    write({ "a/main.tf": "locals {}\n" });
    symlinkSync("..", "a/up");
    symlinkSync("loop.tf", "a/loop.tf");
    expect((await runCli(["validate", ".", "--no-engine"])).out).toBe(
      "No connector found.\nNo findings in 1 file.",
    );
  });

  it("says of a file that may not be read what to do", async () => {
    write({ "main.tf": "locals {}\n" });
    chmodSync("main.tf", 0o000);
    // Whoever may read everything reads this too.
    const mayAll = process.getuid?.() === 0;
    const { code, err } = await runCli(["validate", ".", "--no-engine"]);
    expect(code).toBe(mayAll ? 0 : 2);
    expect(err).toMatch(mayAll ? /^$/ : /main\.tf.*Choose another place/);
  });

  it("is no file where a folder has its name", async () => {
    mkdirSync("main.tf");
    write({ "a.tf": "locals {}\n" });
    expect((await runCli(["validate", ".", "--no-engine"])).out).toBe(
      "No connector found.\nNo findings in 1 file.",
    );
  });
});

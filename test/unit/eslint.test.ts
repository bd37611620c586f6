import { ESLint, type Linter } from "eslint";
import { join } from "node:path";
import { PROJECT } from "../kit/project-copy";

const config = jest.requireActual<Linter.Config[]>("../../eslint.config");

/** The rules that need no types: those that do take seconds. */
const RULES = /^(import-x\/|no-restricted-)/;

const eslint = new ESLint({
  cwd: PROJECT,
  ruleFilter: ({ ruleId }) => RULES.test(ruleId),
  overrideConfigFile: true,
  overrideConfig: [...config, { languageOptions: { parserOptions: { projectService: false } } }],
});

async function errors(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(PROJECT, file) });
  return result!.messages.map(({ ruleId }) => ruleId);
}

const importErrors = (file: string, imported: string) =>
  errors(file, `import { it } from "${imported}";\nit();\n`);

it.each([
  ["lib/backend.ts", "../modules/module-names"],
  ["lib/backend.ts", "../cli/project"],
  ["modules/module-names.ts", "../stacks/ecs-connector"],
  ["modules/module-names.ts", "../tools/validate-corpus"],
  ["stacks/ecs-connector.ts", "../main"],
  ["stacks/ecs-connector.ts", "../cli/project"],
  ["main.ts", "./cli/project"],
  ["cli/project.ts", "../test/kit/paths"],
  ["cli/project.ts", "../tools/validate-corpus"],
  ["cli/doctor/errors.ts", "../commands/doctor"],
  ["cli/terminal/errors.ts", "../doctor/errors"],
  ["cli/files/errors.ts", "../registry/errors"],
  ["cli/iam/actions.ts", "../validate/errors"],
  ["cli/terraform/blocks.ts", "../terminal/errors"],
  ["cli/terraform/blocks.ts", "../../modules/module-names"],
  ["cli/validate/errors.ts", "./rules"],
  ["cli/validate/read/read-plan.ts", "../rules/syntax"],
  ["cli/commands/validate.ts", "../validate/rules/syntax"],
  ["tools/validate-corpus.ts", "../test/support/policies"],
  ["test/kit/paths.ts", "../support/policies"],
  ["test/kit/paths.ts", "../../lib/backend"],
])("%s does not import %s", async (file, imported) => {
  expect(await importErrors(file, imported)).toContain("import-x/no-restricted-paths");
});

it.each([
  ["stacks/ecs-connector.ts", "../modules/module-names"],
  ["cli/commands/validate.ts", "../validate/rules"],
  ["cli/terminal/io.ts", "../files/read-within"],
  ["tools/validate-corpus.ts", "../test/kit/paths"],
])("%s may import %s", async (file, imported) => {
  expect(await importErrors(file, imported)).toEqual([]);
});

it("finds a circle", async () => {
  expect(await importErrors("cli/terminal/errors.ts", "../files/read-within")).toEqual([
    "import-x/no-cycle",
  ]);
});

it.each(["", "/lib", "/lib/index.js"])("imports no index @cdktf/provider-aws%s", async (path) => {
  expect(await importErrors("lib/backend.ts", `@cdktf/provider-aws${path}`)).toEqual([
    "no-restricted-imports",
  ]);
});

it.each([
  ["cli/validate/rules/syntax.ts", 'export const it = { message: "no full stop" };'],
  ["cli/validate/rules/syntax.ts", "export const it = { message: `no ${stop}: here` };"],
  ["cli/doctor/token.ts", 'ok("token.it", "no full stop");'],
  ["cli/doctor/token.ts", 'problem("token.it", `no ${stop}: here`, {});'],
])("ends sentences with a full stop (%s: %s)", async (file, text) => {
  expect(await errors(file, text)).toEqual(["no-restricted-syntax"]);
  expect(await errors(file, text.replace(/(stop|here)(?=["`])/, "$1."))).toEqual([]);
});

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quote } from "../lib/hcl";
import type { ModuleName } from "../modules";
import { BAD_INPUTS, type BadInput } from "../test/fixtures/bad-inputs";
import { ORG_BAD_INPUTS } from "../test/fixtures/org-delegation-inputs";

/** A module's wrong inputs, and the good ones that each run needs besides, as HCL. */
interface Validations {
  readonly bad: readonly BadInput[];
  readonly good: string;
}

const VALIDATIONS: Partial<Record<ModuleName, Validations>> = {
  "ecs-connector": {
    bad: BAD_INPUTS,
    good: `  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]`,
  },
  "org-delegation": {
    bad: ORG_BAD_INPUTS,
    good: `  connectorRoleArn      = "arn:aws:iam::210987654321:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-aaaaaaaa"]`,
  },
};

/**
 * Writes `validations.tftest.hcl` of each module: one run for each wrong input of the table that the other tests use
 * too. `--check` only says whether the files are current.
 */
const MODULES = join(__dirname, "..", "modules");

const header = (
  good: string,
) => `# Every wrong value of every input is refused at plan. Written by \`npm run docs\` from the table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
${good}
}
`;

function hclValue(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map(hclValue).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${quote(key)} = ${hclValue(item)}`)
      .join(", ")} }`;
  }
  return String(value);
}

function runs(bad: readonly BadInput[]): string {
  const counts = new Map<string, number>();
  return bad
    .map(({ input, value }) => {
      const number = (counts.get(input) ?? 0) + 1;
      counts.set(input, number);
      return `
run "${input}_${number}" {
  command = plan
  variables {
    ${input} = ${hclValue(value)}
  }
  expect_failures = [var.${input}]
}
`;
    })
    .join("");
}

for (const [name, { bad, good }] of Object.entries(VALIDATIONS)) {
  const shown = `modules/${name}/tests/validations.tftest.hcl`;
  const file = join(MODULES, name, "tests", "validations.tftest.hcl");
  const content = header(good) + runs(bad);
  if (!process.argv.includes("--check")) {
    writeFileSync(file, content);
    console.log(`wrote ${shown}`);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== content) {
    console.error(`${shown} is not current. Run \`npm run docs\`.`);
    process.exitCode = 1;
  }
}

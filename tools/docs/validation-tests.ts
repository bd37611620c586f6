import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quote } from "../../lib/hcl";
import type { ModuleName } from "../../modules";
import { type BadInput, INPUT_ROWS } from "../../test/fixtures/bad-inputs";

/**
 * Writes each module's `validations.tftest.hcl`: the wrong inputs of the table that the other tests use, too. `--check`
 * only says whether the files are current.
 */
const ROOT = join(__dirname, "..", "..");

/** Providers to mock, and inputs that the module can't do without. */
const HEADERS: Readonly<Record<ModuleName, string>> = {
  "ecs-connector": `mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
}
`,
  "eks-connector": `mock_provider "aws" {
  source = "./tests/aws"
}

mock_provider "helm" {}

mock_provider "kubernetes" {}

variables {
  aponoToken  = "token"
  clusterName = "main"
}
`,
  "org-delegation": `mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  connectorRoleArn      = "arn:aws:iam::210987654321:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-aaaaaaaa"]
}
`,
  "account-delegation": `mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  connectorRoleArn = "arn:aws:iam::210987654321:role/apono-connector"
}
`,
};

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

/** The wrong values by round: each round has at most one for each input. */
function rounds(rows: readonly BadInput[]): BadInput[][] {
  const all: BadInput[][] = [];
  for (const row of rows) {
    const free = all.find((round) => !round.some(({ input }) => input === row.input));
    if (free) free.push(row);
    else all.push([row]);
  }
  return all;
}

function validationTests(module: ModuleName): string {
  const runs = rounds(INPUT_ROWS[module].BAD_INPUTS).map((round, index) => {
    // As terraform fmt aligns them.
    const width = Math.max(...round.map(({ input }) => input.length));
    return `
run "wrong_values_${index + 1}" {
  command = plan
  variables {
${round.map(({ input, value }) => `    ${input.padEnd(width)} = ${hclValue(value)}`).join("\n")}
  }
  expect_failures = [
${round.map(({ input }) => `    var.${input},`).join("\n")}
  ]
}
`;
  });
  return `# Every wrong value of every input is refused at plan, several inputs at a time. Written by \`npm run docs\` from the
# table of wrong inputs.

${HEADERS[module]}${runs.join("")}`;
}

const check = process.argv.includes("--check");
for (const module of Object.keys(INPUT_ROWS) as ModuleName[]) {
  const name = `modules/${module}/tests/validations.tftest.hcl`;
  const file = join(ROOT, name);
  const content = validationTests(module);
  if (existsSync(file) && readFileSync(file, "utf8") === content) continue;
  if (check) {
    console.error(`${name} is not current. Run: npm run docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, content);
    console.log(`wrote ${name}`);
  }
}

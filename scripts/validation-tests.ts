import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quote } from "../lib/hcl";
import { BAD_INPUTS } from "../test/fixtures/bad-inputs";

/**
 * Writes `validations.tftest.hcl` of the ECS module: one run for each wrong input of the table that the other tests
 * use too. `--check` only says whether the file is current.
 */
const file = join(__dirname, "..", "modules", "ecs-connector", "tests", "validations.tftest.hcl");

const header = `# Every wrong value of every input is refused at plan. Written by \`npm run docs\` from the table of wrong inputs.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
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

const counts = new Map<string, number>();
const runs = BAD_INPUTS.map(({ input, value }) => {
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
});
const content = header + runs.join("");

if (process.argv.includes("--check")) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== content) {
    console.error(
      "modules/ecs-connector/tests/validations.tftest.hcl is not current. Run `npm run docs`.",
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, content);
  console.log("wrote modules/ecs-connector/tests/validations.tftest.hcl");
}

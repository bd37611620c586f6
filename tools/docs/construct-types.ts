import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import type { Attribute, Input, Inputs } from "../../lib/inputs";
import { isRequired } from "../../lib/inputs";
import type { OutputType } from "../../lib/outputs";
import { MODULE_INPUTS } from "../../modules/inputs";
import { MODULE_NAMES, type ModuleName } from "../../modules/module-names";
import { MODULE_OUTPUTS } from "../../modules/outputs";

/**
 * Writes each construct's props and outputs as interfaces, from its declarations: an editor shows the documentation of a
 * property, which a mapped type does not have. `--check` writes nothing and fails where a file is out of date.
 */
const ROOT = join(__dirname, "..", "..");

/** As in {@link PropTypes}. */
const PROP_TYPES: Readonly<Record<Attribute["type"], string>> = {
  string: "string",
  number: "number",
  bool: "Value<boolean>",
  "list(string)": "readonly string[]",
  "map(string)": "Value<StringMap>",
  "list(map(string))": "Value<readonly StringMap[]>",
  any: "Value<readonly unknown[]>",
};

const OUTPUT_TYPES: Readonly<Record<OutputType, string>> = {
  string: "string",
  number: "number",
  bool: "IResolvable",
  "list(string)": "IResolvable",
  "map(string)": "IResolvable",
  object: "IResolvable",
};

function sourceOf(module: ModuleName): string {
  const name = module.replace(/(^|-)(\w)/g, (_part, _dash, letter: string) => letter.toUpperCase());
  const body = [
    `/** Props of {@link ${name}}. */`,
    `export interface ${name}Props {`,
    ...Object.entries(MODULE_INPUTS[module] satisfies Inputs).map(prop),
    "}",
    "",
    `/** Outputs of {@link ${name}}: references for other constructs and for outputs of the stack. */`,
    `export interface ${name}Outputs {`,
    ...Object.entries(MODULE_OUTPUTS[module]).map(
      ([output, { type = "string", description }]) =>
        `${comment([description])}readonly ${output}: ${OUTPUT_TYPES[type]};`,
    ),
    "}",
  ].join("\n");
  const used = ["StringMap", "Value"].filter((type) => body.includes(type));
  return [
    "// Written by `npm run docs` from inputs.ts and outputs.ts.",
    `import type { IResolvable } from "cdktf";`,
    `import type { ${used.join(", ")} } from "../../lib/inputs/prop-types";`,
    "",
    body,
  ].join("\n");
}

function prop([name, input]: [string, Input]): string {
  const optional = isRequired(input) ? "" : "?";
  const unset = input.default === null ? "none" : JSON.stringify(input.default);
  return `${comment([input.description, ...(optional ? [`@default ${input.default === null ? "- " : ""}${unset}`] : [])])}readonly ${name}${optional}: ${propType(input)};`;
}

function propType({ type, attributes = {} }: Input): string {
  if (type !== "object") return PROP_TYPES[type];
  return `{\n${Object.entries(attributes).map(prop).join("\n")}\n}`;
}

const WIDTH = 116;

function comment(paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap(wrap);
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */\n`;
}

function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.replaceAll("*/", "*∕").split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

async function main(check: boolean): Promise<void> {
  const behind: string[] = [];
  for (const module of MODULE_NAMES) {
    const path = `modules/${module}/types.ts`;
    const file = join(ROOT, path);
    const source = await format(sourceOf(module), { parser: "typescript", printWidth: 100 });
    if (existsSync(file) && readFileSync(file, "utf8") === source) continue;
    behind.push(path);
    if (!check) writeFileSync(file, source);
  }
  if (!check || behind.length === 0) return;
  console.error(`Types are out of date in ${behind.join(", ")}. Run: npm run docs`);
  process.exitCode = 1;
}

void main(process.argv.includes("--check"));

import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempDir } from "../kit/processes";
import { Terraform } from "../kit/terraform";
import { runCli } from "./cli";

export interface Output {
  readonly findings: readonly {
    rule: string;
    severity: string;
    file: string;
    line: number;
    message: string;
    fix: string;
  }[];
  readonly connectors: readonly { address: string }[];
  readonly notes: readonly string[];
}

/** Files in a folder of their own. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = tempDir("validate-");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export async function validate(
  folder: string,
  ...args: string[]
): Promise<Output & { code: number; err: string }> {
  const env = { ...process.env, ...new Terraform(folder).env };
  const { code, out, err } = await runCli(["validate", folder, "--format", "json", ...args], {
    env,
  });
  return { ...(JSON.parse(out) as Output), code, err };
}

/** What Terraform says of one file. */
export const saidOf = async (text: string): Promise<string[]> => {
  const { findings } = await validate(folderOf({ "main.tf": text }));
  return findings
    .filter(({ rule }) => rule === "terraform")
    .map(({ severity, line, message }) => `${severity} ${line} ${message}`);
};

/** Everything in a folder, with when it was changed. */
export const stateOf = (folder: string): string[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .sort()
    .map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}`);

export const AWS = (version: string) =>
  `terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "${version}"\n    }\n  }\n}\n`;
export const DATA = 'resource "terraform_data" "a" {\n';

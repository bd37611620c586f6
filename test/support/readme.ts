import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModuleName } from "../../modules/module-names";
import { engineBinary } from "../kit/engines/current";
import { type Env, type RunResult, run } from "../kit/processes";
import type { Terraform } from "../kit/terraform";
import { PROJECT } from "../kit/project-copy";

/** A command in running text: code that begins with a program's name, or with variables of the environment. */
const INLINE = /`((?:[A-Z][A-Za-z_]+=\S+ )*(?:aws|terraform|kubectl|helm|npx) [^`]+)`/g;

const BLOCK = /^```\w+\n([\s\S]*?)^```$/gm;

/** Every block of code of a module's README below `## Living with it`, and every command in its text. */
export function commandsOf(name: ModuleName): string[] {
  const readme = readFileSync(join(PROJECT, "modules", name, "README.md"), "utf8");
  const section = readme.split(/^## /m).find((part) => part.startsWith("Living with it\n"));
  if (section === undefined) throw new Error(`The README of ${name} has no "Living with it".`);
  const texts = [...section.matchAll(BLOCK), ...section.replace(BLOCK, "").matchAll(INLINE)];
  return texts.map(([, text]) => text!);
}

/** The one block or command of that section that begins so, as a reader copies it. */
export function fromReadme(name: ModuleName, start: string): string {
  const found = commandsOf(name).filter((command) => command.startsWith(start));
  if (found.length !== 1)
    throw new Error(
      `"Living with it" of ${name} has ${found.length} commands that begin: ${start}`,
    );
  return found[0]!;
}

/** Types commands into a shell in Terraform's folder, says yes to Terraform, and fails where one of them does. */
export function typed(terraform: Terraform, commands: string, env: Env = {}): Promise<RunResult> {
  const script = `terraform() { command "${engineBinary()}" "$@"; }\n${commands}`;
  // Without startup files: bash reads them where its input is a socket, as it is here.
  return run("bash", ["--norc", "-euc", script], {
    cwd: terraform.folder,
    env: { ...terraform.env, TF_CLI_ARGS_destroy: "-auto-approve -input=false", ...env },
    check: true,
    timeoutMs: 300_000,
  });
}

import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeModule } from "../../cli/registry/build/write-module";
import { PROJECT_ROOT } from "../../test/kit/paths";
import { Terraform } from "../../test/kit/terraform";
import { type Comparison, time } from "./measure";

/** Roots as somebody writes them, each with a connector: the examples of the rules. */
const EXAMPLES = join(PROJECT_ROOT, "docs", "rules", "examples");
const ROOTS = 8;

/** Writes a repository of as many files, each in a root of its own. */
function writeRepository(folder: string, files: number): string {
  const examples = readdirSync(EXAMPLES)
    .map((rule) => join(EXAMPLES, rule, "good", "main.tf"))
    .filter((file) => existsSync(file));
  for (let at = 0; at < files; at += 1) {
    mkdirSync(join(folder, String(at)), { recursive: true });
    cpSync(examples[at % examples.length]!, join(folder, String(at), "main.tf"));
  }
  return folder;
}

/**
 * `apono-connector validate` without Terraform against bare Node, on a folder of 20 files and on one of 1,300; and with it
 * against `terraform validate` alone, on one root and on eight, which the reference runs one after the other.
 */
export function validateComparisons(
  folder: string,
  env: NodeJS.ProcessEnv,
): { readonly comparisons: readonly Comparison[]; readonly env: NodeJS.ProcessEnv } {
  const cwd = writeModule("ecs-connector", join(folder, "validate"));
  rmSync(join(cwd, "examples"), { recursive: true });
  const terraform = new Terraform(cwd);
  const withPlugins = { ...env, TF_CLI_CONFIG_FILE: terraform.env.TF_CLI_CONFIG_FILE };
  const small = writeRepository(join(folder, "small"), 20);
  const big = writeRepository(join(folder, "big"), 1300);
  time({ name: "terraform init", argv: ["terraform", "init", "-input=false"], cwd }, withPlugins);
  const roots = join(folder, "roots");
  for (let at = 0; at < ROOTS; at += 1)
    cpSync(cwd, join(roots, String(at)), { recursive: true, verbatimSymlinks: true });
  const inTurn = join(folder, "in-turn.sh");
  mkdirSync(folder, { recursive: true });
  writeFileSync(inTurn, 'for root in */; do terraform -chdir="$root" validate || exit 1; done\n');
  const cli = join(PROJECT_ROOT, "cli", "apono-connector.js");
  const node = { name: "node -e 0", argv: ["node", "-e", "0"], cwd } as const;
  const subject = (name: string, args: readonly string[], where: string) =>
    ({
      name: `validate ${name}`,
      argv: ["node", cli, "validate", ".", ...args],
      cwd: where,
    }) as const;
  return {
    env: withPlugins,
    comparisons: [
      {
        subject: subject("20 files, --no-engine", ["--no-engine"], small),
        reference: node,
        target: 3,
        plusMs: 200,
      },
      {
        subject: subject("1,300 files, --no-engine", ["--no-engine"], big),
        reference: node,
        target: 0,
        plusMs: 5000,
      },
      {
        subject: subject("one root", [], cwd),
        reference: { name: "terraform validate", argv: ["terraform", "validate"], cwd },
        target: 1.2,
      },
      {
        subject: subject("eight roots", [], roots),
        reference: {
          name: "terraform validate, one after the other",
          argv: ["sh", inTurn],
          cwd: roots,
        },
        target: 0.75,
      },
    ],
  };
}

import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeModule } from "../cli/build/write-module";
import { PROJECT_ROOT } from "../sandbox/paths";
import { Terraform } from "../sandbox/terraform";
import { TERRAFORM_RULES } from "../test/support/agreement/ours";
import { type Comparison, time } from "./measure";

/** Of the checks that Terraform does, too: ten times faster than what starts the provider. */
const TARGET = 0.1;

/** The same that are held against Terraform's verdict. */
const CHECKS = TERRAFORM_RULES.map(({ id }) => id);

/**
 * `apono-connector validate` against `terraform validate` on the built module for ECS, initialized as a user does: with
 * the provider's checksums in the lock file. Once with the checks that Terraform does, too, and once with every rule. The
 * examples are left out, because Terraform reads one folder only, and we read those below it, too.
 */
export function validateComparisons(
  folder: string,
  env: NodeJS.ProcessEnv,
): { readonly comparisons: readonly Comparison[]; readonly env: NodeJS.ProcessEnv } {
  const cwd = writeModule("ecs-connector", join(folder, "validate"));
  rmSync(join(cwd, "examples"), { recursive: true });
  const terraform = new Terraform(cwd);
  const withPlugins = { ...env, TF_CLI_CONFIG_FILE: terraform.env.TF_CLI_CONFIG_FILE };
  time({ name: "terraform init", argv: ["terraform", "init", "-input=false"], cwd }, withPlugins);
  const cli = join(PROJECT_ROOT, "cli", "apono-connector.js");
  const reference = {
    name: "terraform validate",
    argv: ["terraform", "validate"],
    cwd,
  } as const;
  const comparison = (name: string, args: readonly string[], target?: number): Comparison => ({
    subject: { name, argv: ["node", cli, "validate", ".", ...args], cwd },
    reference,
    ...(target === undefined ? {} : { target }),
  });
  return {
    env: withPlugins,
    comparisons: [
      comparison("apono-connector validate, schema check", ["--only", ...CHECKS], TARGET),
      comparison("apono-connector validate, every rule", []),
    ],
  };
}

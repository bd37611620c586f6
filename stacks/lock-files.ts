import { copyFileSync, existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type App, TerraformStack } from "cdktf";

/** Folder of the stacks' lock files, beside cdktf.json; commit it. */
export const LOCKS_FOLDER = "locks";

/**
 * The committed lock file of a stack: one for Terraform and one for OpenTofu, because their registries differ.
 *
 * @param binary as TERRAFORM_BINARY_NAME has it @default "terraform"
 */
export const lockFile = (stack: string, binary = "terraform"): string =>
  join(
    LOCKS_FOLDER,
    `${stack}.${/^(open)?tofu/i.test(basename(binary)) ? "opentofu" : "terraform"}.lock.hcl`,
  );

/**
 * Copies the committed lock file of each stack to where Terraform reads it, so that every clone deploys with the same
 * providers. A stack without one is left as it is.
 * https://developer.hashicorp.com/terraform/language/files/dependency-lock
 *
 * @param app after it was synthesized
 * @param kind the stack whose lock file a stack has, by its id: a fleet's have that of their module
 * @param root the folder with cdktf.json
 */
export function placeLockFiles(
  app: App,
  kind: (stack: string) => string = (stack) => stack,
  root: string = process.cwd(),
): void {
  const stacks = app.node.findAll().filter((each) => TerraformStack.isStack(each));
  for (const { node } of stacks) {
    const kept = join(
      root,
      lockFile(kind(node.id), process.env["TERRAFORM_BINARY_NAME"] || undefined),
    );
    const folder = resolve(root, app.outdir, "stacks", node.id);
    if (existsSync(kept)) copyFileSync(kept, join(folder, ".terraform.lock.hcl"));
  }
}

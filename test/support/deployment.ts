import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModuleName } from "../../modules/module-names";
import type { Env } from "../kit/processes";
import { tempDir } from "../kit/processes";
import { writeModule } from "../../cli/registry/build/write-module";
import { Terraform } from "../kit/terraform";

/** A folder with the module as it is published, used as a root, and Terraform for it. */
export function moduleAsRoot(name: ModuleName, env: Env): Terraform {
  return new Terraform(writeModule(name, tempDir("module-")), { env });
}

/** A pipeline's own root: what `root` says (Terraform as JSON), with the built module in `./module`. */
export function pipeline(name: ModuleName, root: object, env: Env): Terraform {
  const folder = tempDir("pipeline-");
  writeModule(name, join(folder, "module"));
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));
  return new Terraform(folder, { env });
}

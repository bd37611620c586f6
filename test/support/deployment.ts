import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ModuleName, buildModule } from "../../modules";
import type { Env } from "../../sandbox/processes";
import { tempDir } from "../../sandbox/processes";
import { type PlannedChange, Terraform } from "../../sandbox/terraform";

/** Differences that the emulator makes by itself, each with its cause. Nothing else may differ after an apply. */
export const EMULATOR_ARTEFACTS: readonly {
  address: RegExp;
  attributes: readonly string[];
  cause: string;
}[] = [
  {
    address: /(^|\.)aws_ecs_service\.connector$/,
    attributes: ["availability_zone_rebalancing", "enable_execute_command"],
    cause:
      "moto keeps neither availabilityZoneRebalancing nor enableExecuteCommand of a service, so the provider plans " +
      "its default, and what was asked for, again and again",
  },
];

/** The changes of a plan that are ours to answer for. */
export function withoutArtefacts(changes: readonly PlannedChange[]): PlannedChange[] {
  return changes.filter(
    ({ address, action, attributes }) =>
      !EMULATOR_ARTEFACTS.some(
        (artefact) =>
          action === "update" &&
          artefact.address.test(address) &&
          attributes.every((attribute) => artefact.attributes.includes(attribute)),
      ),
  );
}

/** Writes a module as `npm run modules` builds it. */
export function writeModule(name: ModuleName, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(buildModule(name).toFiles())) {
    writeFileSync(join(folder, file), JSON.stringify(content));
  }
  return folder;
}

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

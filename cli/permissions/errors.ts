import { QUOTAS } from "../../modules/permissions/quotas";
import { cannotRun, failure } from "../terminal/errors";
import { plural } from "../terminal/plural";

export const permissionsGrew = (module: string, from: string, to: string, table: string) =>
  failure(
    `${module} ${to} grants more than ${from}, so it can't be a patch version:\n${table}\n` +
      `Raise the minor version, so that "~> ${from}" does not bring in these permissions.`,
  );

export const moreThanReleased = (module: string, version: string, table: string) =>
  failure(
    `${module} grants more than is recorded for version ${version}:\n${table}\n` +
      `Raise the minor version in package.json. If ${version} is not published yet, record its permissions again: npx tsx tools/data/released-permissions.ts`,
  );

export const unknownPermissionSets = (
  module: string,
  names: readonly string[],
  known: readonly string[],
) =>
  cannotRun(
    `${module} has no permission set ${names.map((name) => `"${name}"`).join(", ")}. Available sets: ${known.join(", ")}.`,
  );

export const noWithoutPermissions = (module: string) =>
  cannotRun(
    `${module} has no input withPermissions. Remove --without-permissions, and choose with --permission-sets.`,
  );

export const badAccount = (account: string) =>
  cannotRun(
    `--account: "${account}" is not a valid account ID. Give 12 digits, such as 123456789012.`,
  );

export const badRegion = (region: string) =>
  cannotRun(`--region: "${region}" is not a valid region. Give a code such as eu-central-1.`);

export const otherPartition = (region: string, own: string, partition: string) =>
  cannotRun(
    `--region ${region} is in the partition ${own}, not in ${partition}. Remove --partition, or correct one of them.`,
  );

export const emptyConnectorId = () =>
  cannotRun(
    "--connector-id: the ID is empty. Give the connector's ID in Apono, or remove the option.",
  );

export const unknownInput = (module: string, name: string, similar: readonly string[]) =>
  cannotRun(
    `--var ${name}: ${module} has no input of this name.${similar.length > 0 ? ` Did you mean ${similar.join(", ")}?` : ""}`,
  );

export const invalidInput = (source: string, problem: string) => cannotRun(`${source} ${problem}`);

export const refusedInput = (problem: string) => cannotRun(problem);

export const missingForHandOver = (input: string) =>
  cannotRun(`The role's trust policy needs ${input}. Give it: --var ${input}=<value>`);

export const rolesTooLarge = (role: string, characters: number, quota: number) =>
  cannotRun(
    `The inline policies of ${role} would have ${characters} characters, and IAM allows ${quota}. Choose shorter paths, or fewer permissionSets.`,
  );

export const deployerOnly = (option: string) =>
  cannotRun(`${option} is for the deployer's policy. Add --deployer, or remove it.`);

/** A note on the deployer's policy. @param size characters that IAM counts */
export const largePolicy = (size: number): string =>
  `The policy has ${size} characters, and IAM allows ${QUOTAS.managedPolicy} in a managed policy. Use it inline in a role, or --format terraform, which makes several.`;

export const noDeployerFormat = (format: string) =>
  cannotRun(
    `--format ${format}: the deployer's policy has no such format. Choose markdown, json or terraform.`,
  );

export const grewBetween = (before: string, after: string, more: number, where = "above") =>
  failure(`${after} allows more than ${before}: ${plural(more, "change")} marked MORE ${where}.`);

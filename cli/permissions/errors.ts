import { refused, unusable } from "../terminal/errors";

export const permissionsGrew = (module: string, from: string, to: string, table: string) =>
  refused(
    `${module} ${to} grants more than ${from}, so it can't be a patch version:\n${table}\n` +
      `Raise the minor version, so that nobody gets these permissions by "~> ${from}".`,
  );

export const moreThanReleased = (module: string, version: string, table: string) =>
  refused(
    `${module} grants more than is noted of version ${version}:\n${table}\n` +
      `Raise the minor version in package.json. Where ${version} is not published yet, note its permissions anew: npx tsx tools/data/released-permissions.ts`,
  );

export const unknownPermissionSets = (
  module: string,
  names: readonly string[],
  known: readonly string[],
) =>
  unusable(
    `${module} has no permission set ${names.map((name) => `"${name}"`).join(", ")}. Its sets are: ${known.join(", ")}.`,
  );

export const noWithoutPermissions = (module: string) =>
  unusable(
    `${module} has no setting withPermissions: leave --without-permissions out, and choose with --permission-sets.`,
  );

export const badAccount = (account: string) =>
  unusable(`--account: "${account}" is no account id. Give 12 digits, such as 123456789012.`);

export const badRegion = (region: string) =>
  unusable(`--region: "${region}" is no region. Give a code such as eu-central-1.`);

export const otherPartition = (region: string, own: string, partition: string) =>
  unusable(
    `--region ${region} is in the partition ${own}, not in ${partition}. Leave --partition out, or correct one of them.`,
  );

export const emptyConnectorId = () =>
  unusable("--connector-id: the id is empty. Give the connector's id in Apono, or leave it out.");

export const grewBetween = (before: string, after: string, more: number, where = "above") =>
  refused(`${after} allows more than ${before}: ${more} more, marked ${where}.`);

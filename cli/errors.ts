/**
 * What a command ends with when it can't do what was asked. The message is all that a user sees: what is wrong, where,
 * and how to mend it.
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";

  constructor(
    message: string,
    /** 1: refused or failed; 2: could not run at all. */
    readonly exitCode: 1 | 2,
  ) {
    super(message);
  }
}

/** What was asked for is refused, or has failed. */
export const refused = (message: string) => new CommandFailure(message, 1);

/** The command was called wrongly, or lacks something to begin with. */
export const unusable = (message: string) => new CommandFailure(message, 2);

export const unknownModule = (name: string, known: readonly string[]) =>
  unusable(`There is no module "${name}". The modules are: ${known.join(", ")}.`);

export const invalidVersion = (version: string) =>
  unusable(
    `"${version}" is no version. Give one such as 1.2.3 or 1.3.0-rc.1: https://semver.org, without a leading v.`,
  );

export const foreignFolder = (folder: string) =>
  unusable(
    `${folder} holds something other than a built module, which building would delete. Choose another folder with --output.`,
  );

export const noPackages = (folder: string) =>
  unusable(
    `There are no packages in ${folder}. Make them first: apono-connector modules package --output ${folder}`,
  );

export const damagedPackage = (file: string) =>
  refused(
    `${file} is not what SHA256SUMS beside it says. Make it again: apono-connector modules package`,
  );

export const unlistedPackage = (file: string) =>
  refused(`${file} is not in SHA256SUMS beside it. Make it again: apono-connector modules package`);

export const badArchive = (what: string, problem: string) =>
  refused(`${what} is no package of a module: ${problem}.`);

export const differentContent = (module: string, version: string, where: string) =>
  refused(
    `${module} ${version} is already in ${where}, with other content. A published version never changes: raise the ` +
      `version in package.json, package again, and publish that.`,
  );

export const permissionsGrew = (module: string, from: string, to: string, table: string) =>
  refused(
    `${module} ${to} grants more than ${from}, so it can't be a patch version:\n${table}\n` +
      `Raise the minor version, so that nobody gets these permissions by "~> ${from}".`,
  );

export const noSuchPackage = (module: string, version: string, folder: string) =>
  unusable(
    `There is no package of ${module} in version ${version} in ${folder}. Make it first: apono-connector modules package --as ${version} --output ${folder}`,
  );

export const noPlan = (file: string, problem: string) =>
  unusable(
    `${file} is no plan of Terraform: ${problem}. Make it like this: terraform show -json plan.tfplan > plan.json`,
  );

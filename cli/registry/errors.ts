import { refused, unusable } from "../terminal/errors";

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

export const untold = (module: string, version: string) =>
  refused(
    `The changelog in ${module} ${version} has no entry "## [${version}]". Add it to CHANGELOG.md, package again, and publish that.`,
  );

export const untoldGrowth = (module: string, version: string, from: string, table: string) =>
  refused(
    `${module} ${version} grants more than ${from}, and its changelog does not say so:\n${table}\n` +
      `Add a section "### Permissions" to the entry "## [${version}]" in CHANGELOG.md, package again, and publish that.`,
  );

export const noSuchPackage = (module: string, version: string, folder: string) =>
  unusable(
    `There is no package of ${module} in version ${version} in ${folder}. Make it first: apono-connector modules package --as ${version} --output ${folder}`,
  );

export const differentModules = (
  before: { readonly path: string; readonly module: string | undefined },
  after: { readonly path: string; readonly module: string | undefined },
) =>
  unusable(
    `${before.path} is ${kindOf(before.module)}, ${after.path} is ${kindOf(after.module)}: what they allow can't be compared. Give two builds of the same module.`,
  );

const kindOf = (module: string | undefined) =>
  module === undefined ? "a module that is none of this project's" : `a build of ${module}`;

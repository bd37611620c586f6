import { cannotRun, failure } from "../terminal/errors";

export const unknownModule = (name: string, known: readonly string[]) =>
  cannotRun(`There is no module "${name}". Available modules: ${known.join(", ")}.`);

export const invalidVersion = (version: string) =>
  cannotRun(
    `"${version}" is not a valid version. Give one such as 1.2.3 or 1.3.0-rc.1, without a leading v: https://semver.org.`,
  );

export const foreignFolder = (folder: string) =>
  cannotRun(
    `${folder} contains something other than a built module, and a build would delete it. Choose another folder with --output.`,
  );

export const noPackages = (folder: string) =>
  cannotRun(
    `No packages found in ${folder}. Create them first: apono-connector modules package --output ${folder}`,
  );

export const damagedPackage = (file: string) =>
  failure(
    `${file} does not match its checksum in SHA256SUMS. Create it again: apono-connector modules package`,
  );

export const unlistedPackage = (file: string) =>
  failure(`${file} is not listed in SHA256SUMS. Create it again: apono-connector modules package`);

export const badArchive = (what: string, problem: string) =>
  failure(`${what} is not a valid module package: ${problem}.`);

export const differentContent = (module: string, version: string, where: string) =>
  failure(
    `${module} ${version} is already in ${where}, with different content. A published version never changes: raise the ` +
      `version in package.json, package again, and publish that.`,
  );

export const missingChangelogEntry = (module: string, version: string) =>
  failure(
    `The changelog of ${module} ${version} has no entry "## [${version}]". Add it to CHANGELOG.md, package again, and publish that.`,
  );

export const missingPermissionsSection = (
  module: string,
  version: string,
  from: string,
  table: string,
) =>
  failure(
    `${module} ${version} grants more than ${from}, but its changelog does not list the new permissions:\n${table}\n` +
      `Add a section "### Permissions" to the entry "## [${version}]" in CHANGELOG.md, package again, and publish that.`,
  );

export const noSuchPackage = (module: string, version: string, folder: string) =>
  cannotRun(
    `No package of ${module} ${version} found in ${folder}. Create it first: apono-connector modules package --as ${version} --output ${folder}`,
  );

export const differentModules = (
  before: { readonly path: string; readonly module: string | undefined },
  after: { readonly path: string; readonly module: string | undefined },
) =>
  cannotRun(
    `${before.path} is ${kindOf(before.module)}, ${after.path} is ${kindOf(after.module)}: their permissions can't be compared. Give two builds of the same module.`,
  );

const kindOf = (module: string | undefined) =>
  module === undefined ? "a module of another project" : `a build of ${module}`;

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import type { Files } from "../build/module-files";
import { damagedPackage, noPackages, unlistedPackage } from "../errors";
import { makeFolder } from "../../files/make-folder";
import { repositoryName } from "../module-selection";
import { readWithin } from "../../files/read-within";
import { writeWhole } from "../../files/write-whole";
import { packArchive, sha256, unpackArchive } from "./archive";

/** A packed version of a module. */
export interface ModulePackage {
  /** The module's name, such as `ecs-connector`. */
  readonly module: string;
  readonly version: string;
  /** The `.tar.gz`. */
  readonly archive: Buffer;
  readonly files: Files;
}

/** The checksums file, for `sha256sum --check`. */
export const CHECKSUMS = "SHA256SUMS";

const FILE = new RegExp(`^${repositoryName("([a-z][a-z0-9-]*)")}-([0-9]+[.].+)[.]tar[.]gz$`);

/** A package's file name. */
export const packageFile = ({ module, version }: Pick<ModulePackage, "module" | "version">) =>
  `${repositoryName(module)}-${version}.tar.gz`;

/** Parses a package's file name; undefined if it is not one. */
export function parsePackageFile(name: string): { module: string; version: string } | undefined {
  const [, module, version] = FILE.exec(name) ?? [];
  return module !== undefined && version !== undefined && semver.valid(version) === version
    ? { module, version }
    : undefined;
}

/** Packs a module, with its version in the README. */
export async function packModule(
  module: string,
  version: string,
  files: Files,
): Promise<ModulePackage> {
  const stamped = withVersion(files, version);
  return { module, version, files: stamped, archive: await packArchive(stamped) };
}

/** Adds the version below the README's title. */
export function withVersion(files: Files, version: string): Files {
  const readme = files.get("README.md")?.toString("utf8");
  if (readme === undefined) return files;
  const said = readme.replace(/^# .*$/m, (title) => `${title}\n\nVersion ${version}`);
  return new Map([...files, ["README.md", Buffer.from(said)]]);
}

/** Writes packages into a folder, and the checksums of all packages in it. */
export function writePackages(packages: readonly ModulePackage[], folder: string): void {
  makeFolder(folder);
  for (const each of packages) writeWhole(join(folder, packageFile(each)), each.archive);
  const lines = packageFilesIn(folder).map(
    (file) => `${sha256(readWithin(join(folder, file)))}  ${file}\n`,
  );
  writeWhole(join(folder, CHECKSUMS), lines.join(""));
}

/**
 * Reads the packages in a folder, sorted by module and version.
 *
 * @throws CommandFailure if there are none, or one does not match its checksum
 */
export async function readPackages(folder: string): Promise<ModulePackage[]> {
  const names = existsSync(folder) ? packageFilesIn(folder) : [];
  if (names.length === 0) throw noPackages(folder);
  const checksums = checksumsIn(folder);
  const packages = await Promise.all(
    names.map(async (name): Promise<ModulePackage> => {
      const file = join(folder, name);
      const archive = readWithin(file);
      const expected = checksums.get(name);
      if (expected === undefined) throw unlistedPackage(file);
      if (expected !== sha256(archive)) throw damagedPackage(file);
      return { ...nameParts(name), archive, files: await unpackArchive(archive, file) };
    }),
  );
  return packages.sort(
    (a, b) => a.module.localeCompare(b.module, "en") || semver.compare(a.version, b.version),
  );
}

/** Lists the packages in a folder with their checksums from SHA256SUMS, without reading them. */
export function packagesIn(
  folder: string,
): { module: string; version: string; checksum?: string }[] {
  const checksums = checksumsIn(folder);
  return (existsSync(folder) ? packageFilesIn(folder) : []).map((name) => ({
    ...nameParts(name),
    checksum: checksums.get(name),
  }));
}

const nameParts = (file: string) => parsePackageFile(file) ?? { module: "", version: "" };

function packageFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => parsePackageFile(name) !== undefined)
    .sort();
}

function checksumsIn(folder: string): Map<string, string> {
  const file = join(folder, CHECKSUMS);
  const text = existsSync(file) ? readWithin(file).toString("utf8") : "";
  return new Map(
    text.split("\n").flatMap((line): [string, string][] => {
      const [, checksum, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      return checksum !== undefined && name !== undefined ? [[name, checksum]] : [];
    }),
  );
}

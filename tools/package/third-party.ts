import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

const LICENSE_FILE = /^(licen[cs]e|notice|copying)(\.|$)/i;

/**
 * Names and licenses of the packages that are part of a bundle. All of them ask for it.
 *
 * @param root the project's folder
 * @param files what the bundle was made of, relative to it
 * @throws Error for a package that doesn't say its license
 */
export function noticeOf(root: string, files: readonly string[]): string {
  const folders = new Set(
    files.flatMap((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const packages = [...folders].sort().map((folder) => describe(join(root, folder)));
  return [
    "The files in this folder contain code of these packages, unchanged. Their sources are on https://www.npmjs.com under these names and versions.",
    ...packages,
  ].join(`\n\n${"-".repeat(80)}\n\n`);
}

function describe(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Partial<PackageJson>;
  const texts = readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  if (license === undefined) throw new Error(`${name} in ${dirname(folder)} has no license.`);
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}

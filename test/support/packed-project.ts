import { mkdirSync, readFileSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { exclusively } from "../kit/install-once";
import { CACHE_FOLDER } from "../kit/paths";
import { run, tempDir } from "../kit/processes";
import { PROJECT } from "../kit/project-copy";

/** What package.json says; the parts that are read. */
export interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

export const packageJson = (folder = PROJECT): PackageJson =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;

/**
 * Packs the project, and installs the package into a folder with other packages beside it. They are links to those of the
 * checkout: npm would download them.
 *
 * @returns the package's folder
 */
export async function installPacked(folder: string, beside: readonly string[]): Promise<string> {
  const packed = tempDir("packed-");
  await exclusively(join(CACHE_FOLDER, "pack.lock"), () =>
    run("npm", ["pack", "--pack-destination", packed], { cwd: PROJECT, check: true }),
  );
  const archive = readdirSync(packed).find((name) => name.endsWith(".tgz"))!;
  await run("tar", ["-xzf", join(packed, archive), "-C", packed], { check: true });
  const packages = join(folder, "node_modules");
  for (const name of beside) {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(PROJECT, "node_modules", name), join(packages, name));
  }
  const installed = join(packages, "apono-connector");
  renameSync(join(packed, "package"), installed);
  return installed;
}

import { createHash } from "node:crypto";
import { constants, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { goBuild } from "../go-build";
import { installOnce } from "../install-once";
import { CACHE_FOLDER } from "../paths";
import { PLATFORM } from "../plugin-mirrors";

/** Providers that there is a schema file for. */
export type StandInName = "apono" | "helm" | "kubernetes" | "tfe";

const BINARY = "schema-stand-in";

interface SchemaFile {
  /** Registry's host, namespace and type: the folders of a mirror. */
  readonly provider: string;
  readonly version: string;
  readonly text: string;
}

/**
 * Makes a filesystem mirror that holds stand-ins for these providers, or finds it in the cache. The plugin is built
 * with Go the first time, which takes up to a minute.
 *
 * @returns the mirror's folder, for `extraMirrors`
 * @throws Error with what to do where there is no Go, or the build fails
 */
export async function installStandIns(
  names: readonly StandInName[],
  cache = CACHE_FOLDER,
): Promise<string> {
  const build = await goBuild(
    {
      name: BINARY,
      module: join(__dirname, "plugin"),
      commands: { [BINARY]: "." },
      takes: "up to a minute",
    },
    cache,
  );
  const schemas = [...new Set(names)].sort().map(readSchema);
  const key = createHash("sha256")
    .update(JSON.stringify([basename(build), schemas]))
    .digest("hex")
    .slice(0, 12);
  const mirror = join(cache, `stand-in-mirror-${key}`);
  await installOnce(mirror, async () => {
    for (const schema of schemas) layOut(schema, join(build, BINARY), mirror);
  });
  return mirror;
}

function layOut({ provider, version, text }: SchemaFile, binary: string, mirror: string): void {
  const folder = join(mirror, provider, version, PLATFORM);
  mkdirSync(folder, { recursive: true });
  const executable = join(folder, `terraform-provider-${basename(provider)}_v${version}`);
  // A copy for each, that shares its blocks where the file system can: the plugin finds its schema by where it lies.
  copyFileSync(binary, executable, constants.COPYFILE_FICLONE);
  writeFileSync(join(folder, "schema.json"), text);
}

function readSchema(name: StandInName): SchemaFile {
  const text = readFileSync(join(__dirname, "schemas", `${name}.json`), "utf8");
  const { provider, version } = JSON.parse(text) as Omit<SchemaFile, "text">;
  return { provider, version, text };
}

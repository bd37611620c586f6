import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import semver from "semver";
import { goBuild, goBuildFolder } from "../go-build";
import { USER_CACHE_FOLDER } from "../paths";
import { run } from "../processes";
import { BINARY, ENGINE_SOURCES, type EngineName, type EngineSource } from "./builds";

/** A version of Terraform or OpenTofu that tests can run with. */
export interface Engine {
  /** Such as `terraform-1.13.3`. */
  readonly id: string;
  readonly name: EngineName;
  readonly version: string;
  /** Where it comes from, for people. */
  readonly origin: string;
  /** Why no test can run with it; undefined where one can. */
  readonly unusable?: string;
  /** Its command, built first where it has to be. @throws Error with what to do where that fails */
  readonly binary: () => Promise<string>;
}

/** What to look through; the tests have their own. */
export interface EngineSearch {
  readonly env?: NodeJS.ProcessEnv;
  readonly sources?: readonly EngineSource[];
  /** Where engines are built. */
  readonly cache?: string;
}

/** Write-only arguments came with it, in both. */
const MINIMUM = "1.11.0";

/**
 * The engines of this machine (on the PATH, and what `TERRAFORM_BINARY_NAME` names), and those that can be built. Runs
 * each that is there to ask for its version, and builds none.
 */
export async function findEngines(search: EngineSearch = {}): Promise<Engine[]> {
  const { env = process.env, sources = ENGINE_SOURCES, cache = USER_CACHE_FOLDER } = search;
  const commands = [env["TERRAFORM_BINARY_NAME"] ?? "", ...Object.values(BINARY)];
  const files = commands.flatMap((command) => executable(command, env["PATH"] ?? "") ?? []);
  const found = await Promise.all([...new Set(files)].map(installedEngine));
  const all = [...found.flatMap((engine) => engine ?? []), ...sources.map(builtEngine(cache))];
  // What the machine has needs no build; the first of two alike counts.
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}

async function installedEngine(file: string): Promise<Engine | undefined> {
  const { stdout } = await run(file, ["version"], {
    env: { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: undefined },
  });
  const [, title = "", version = ""] = /^(Terraform|OpenTofu) v(\S+)/m.exec(stdout) ?? [];
  if (semver.valid(version) === null) return undefined;
  const name = title.toLowerCase() as EngineName;
  const isOld = semver.lt(version, MINIMUM);
  return {
    id: `${name}-${version}`,
    name,
    version,
    origin: file,
    ...(isOld ? { unusable: `it is older than ${MINIMUM}, which the modules need` } : {}),
    binary: () => Promise.resolve(file),
  };
}

const builtEngine =
  (cache: string) =>
  ({ name, version, build }: EngineSource): Engine => {
    const built = join(goBuildFolder(build, cache), BINARY[name]);
    return {
      id: `${name}-${version}`,
      name,
      version,
      origin: isExecutable(built)
        ? "built from its Go module"
        : `to be built from its Go module (${build.takes})`,
      binary: async () => join(await goBuild(build, cache), BINARY[name]),
    };
  };

/** The file of a command, as a shell would find it. */
function executable(command: string, path: string): string | undefined {
  if (command === "") return undefined;
  const folders = command.includes("/")
    ? [""]
    : path.split(delimiter).filter((each) => each !== "");
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installOnce } from "./install-once";
import { CACHE_FOLDER } from "./paths";
import { run, tempDir } from "./processes";

/**
 * The emulator's version, exactly: what it gets wrong differs from version to version, and the
 * tests name those differences.
 */
export const MOTO_VERSION = "5.2.1";

/** How to start the emulator's server. */
export interface MotoCommand {
  readonly command: string;
  readonly args: readonly string[];
}

// Asks the package's metadata: importing moto itself takes a second.
const VERSION_SCRIPT = [
  "import importlib.metadata as m",
  "m.version('flask'); m.version('flask-cors')",
  "print(m.version('moto'))",
].join("\n");

/**
 * Finds moto's server in the pinned version: on the PATH, else in a virtual environment of this
 * project, which is made (from PyPI, about a minute) where there is none yet.
 *
 * @throws Error when it is not there and cannot be installed.
 */
export async function findMoto(
  folder = join(CACHE_FOLDER, `moto-${MOTO_VERSION}`),
  searchPath = process.env.PATH ?? "",
): Promise<MotoCommand> {
  const installed = await motoOnPath(searchPath);
  if (installed) return serverOf(installed);
  await installOnce(folder, () => install(folder));
  return serverOf(join(folder, "bin", "python"));
}

function serverOf(python: string): MotoCommand {
  return { command: python, args: ["-m", "moto.server"] };
}

/** The Python interpreter of the first `moto_server` on the PATH that has the pinned version. */
async function motoOnPath(searchPath: string): Promise<string | undefined> {
  const scripts = searchPath
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "moto_server"))
    .filter((script) => existsSync(script));
  for (const script of scripts) {
    const python = interpreterOf(script) ?? (await interpreterBehindShim(script));
    if (python === undefined) continue;
    const version = await run(python, ["-c", VERSION_SCRIPT]).catch(() => undefined);
    if (version?.code === 0 && version.stdout.trim() === MOTO_VERSION) return python;
  }
  return undefined;
}

/** The interpreter that a script's first lines name, where that is a Python. */
function interpreterOf(script: string): string | undefined {
  const head = readFileSync(script, "utf8").slice(0, 1000);
  // The second form is what pip writes when the interpreter's path has spaces or is long.
  const found =
    /^#!(\S*python[\d.]*)\s/.exec(head) ?? /^#!\/bin\/sh\n'''exec' "?([^"\n]+?)"? "\$0"/.exec(head);
  return found?.[1];
}

/** A pyenv shim is a shell script that says nothing of the interpreter: pyenv knows. */
async function interpreterBehindShim(script: string): Promise<string | undefined> {
  if (!readFileSync(script, "utf8").includes("pyenv")) return undefined;
  const which = await run("pyenv", ["which", "moto_server"]).catch(() => undefined);
  const real = which?.code === 0 ? which.stdout.trim() : "";
  return existsSync(real) ? interpreterOf(real) : undefined;
}

async function install(folder: string): Promise<void> {
  process.stderr.write(
    `The AWS emulator (moto ${MOTO_VERSION}) is not installed here: installing it into ${folder}. ` +
      "That takes about a minute, once.\n",
  );
  // A virtual environment cannot be moved, so it is built in its place and marked at the end.
  try {
    await run("python3", ["-m", "venv", folder], { check: true });
    await run(
      join(folder, "bin", "python"),
      ["-m", "pip", "install", "--quiet", `moto[server]==${MOTO_VERSION}`],
      {
        check: true,
        // pip leaves its temporary files when it is killed.
        env: { TMPDIR: tempDir("pip-") },
        onOutput: (text) => process.stderr.write(text),
      },
    );
  } catch (cause) {
    throw new Error(
      `moto ${MOTO_VERSION} could not be installed: ${(cause as Error).message}\n` +
        `Install it yourself (pip install "moto[server]==${MOTO_VERSION}") so that moto_server is ` +
        "on the PATH, or make PyPI reachable and try again.",
      { cause },
    );
  }
}

import { join } from "node:path";
import { installOnce } from "./install-once";
import { CACHE_FOLDER } from "./paths";
import { run, tempDir } from "./processes";

/**
 * A command of a package on PyPI, in exactly this version: installed once into the cache.
 *
 * @param command the command, if it is not named like the package
 * @returns the command's path
 * @throws Error if it can't be installed
 */
export async function pythonTool(name: string, version: string, command = name): Promise<string> {
  const folder = join(CACHE_FOLDER, `${name}-${version}`);
  await installOnce(folder, async () => {
    process.stderr.write(`Installing ${name} ${version} from PyPI, once.\n`);
    try {
      // A virtual environment can't be moved, so it is created in place.
      await run("python3", ["-m", "venv", folder], { check: true });
      await run(
        join(folder, "bin", "python"),
        ["-m", "pip", "install", "--quiet", `${name}==${version}`],
        // pip leaves its temporary files if it is killed.
        { check: true, env: { TMPDIR: tempDir("pip-") } },
      );
    } catch (cause) {
      throw new Error(
        `${name} ${version} could not be installed: ${(cause as Error).message}\n` +
          "Make PyPI reachable, and try again.",
        { cause },
      );
    }
  });
  return join(folder, "bin", command);
}

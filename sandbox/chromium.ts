import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./processes";

/** What a Chromium is called, by system. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Finds a Chromium: the one that `CHROMIUM` names, else one on the PATH, else Debian's, which is installed where this
 * process may do so.
 *
 * @throws Error when there is none and it cannot be installed.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which can't be run. Correct it, or leave it out.`);
  }
  return onPath() ?? (await install());
}

const onPath = (): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isExecutable);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function install(): Promise<string> {
  const mend =
    "Install it (apt-get install chromium, or any Chrome) so that it is on the PATH, or name it with CHROMIUM.";
  if (process.getuid?.() !== 0) throw new Error(`There is no Chromium here. ${mend}`);
  process.stderr.write("There is no Chromium here: installing it by apt-get, once.\n");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run("apt-get", ["update", "-qq"], { check: true, env });
    const packages = ["chromium", "fonts-dejavu-core"];
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      check: true,
      env,
    });
  } catch (cause) {
    throw new Error(`Chromium could not be installed: ${(cause as Error).message}\n${mend}`, {
      cause,
    });
  }
  const installed = onPath();
  if (installed === undefined) throw new Error(`Chromium is installed, but not found. ${mend}`);
  return installed;
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { exclusively } from "./install-once";
import { USER_CACHE_FOLDER } from "./paths";
import { run } from "./processes";

/** A program that tests drive and that no package of npm brings. */
export interface DebianProgram {
  /** As people know it: `Chromium`. */
  readonly title: string;
  /** Environment variable that names another one to use: `CHROMIUM`. */
  readonly variable: string;
  /** What it is called on a PATH, by system. */
  readonly names: readonly string[];
  /** Debian's packages for it. */
  readonly packages: readonly string[];
}

/**
 * Finds a program: the one that its variable names, else one on the PATH, else Debian's, which is installed where this
 * process may do so.
 *
 * @throws Error when there is none and it cannot be installed.
 */
export async function findProgram(program: DebianProgram): Promise<string> {
  const { title, variable } = program;
  const named = process.env[variable];
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return named;
    throw new Error(`${variable} names ${named}, which can't be run. Correct it, or leave it out.`);
  }
  const found = onPath(program);
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0) throw new Error(`There is no ${title} here. ${mendOf(program)}`);
  // Package managers refuse to run beside another of themselves.
  return exclusively(
    join(USER_CACHE_FOLDER, "apt.lock"),
    async () => onPath(program) ?? install(program),
  );
}

const mendOf = ({ variable, packages }: DebianProgram) =>
  `Install it (apt-get install ${packages[0]}, or your system's way) so that it is on the PATH, or name it with ${variable}.`;

const onPath = ({ names }: DebianProgram): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function install(program: DebianProgram): Promise<string> {
  const { title, packages } = program;
  process.stderr.write(`There is no ${title} here: installing it by apt-get, once.\n`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run("apt-get", ["update", "-qq"], { check: true, env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
      check: true,
      env,
    });
  } catch (cause) {
    throw new Error(
      `${title} could not be installed: ${(cause as Error).message}\n${mendOf(program)}`,
      { cause },
    );
  }
  const installed = onPath(program);
  if (installed === undefined)
    throw new Error(`${title} is installed, but not found. ${mendOf(program)}`);
  return installed;
}

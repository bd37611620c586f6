import { existsSync } from "node:fs";
import { join } from "node:path";
import { ConfigurationError } from "../lib/errors";

/** Environment variable: the path of the fleet file. */
export const FLEET_VARIABLE = "APONO_FLEET";

/** Beside cdktf.json. */
const FILES = ["fleet.yaml", "fleet.yml", "fleet.json"];

/**
 * The fleet file: the one that `APONO_FLEET` names, else `fleet.yaml`, `fleet.yml` or `fleet.json` in the folder;
 * undefined where there is none.
 *
 * @throws ConfigurationError if the variable names no file, or the folder has several
 */
export function findFleet(
  folder: string = process.cwd(),
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const named = env[FLEET_VARIABLE]?.trim();
  if (named) {
    if (existsSync(named)) return named;
    throw new ConfigurationError(
      `${FLEET_VARIABLE} names ${named}, which does not exist. Correct the path, or unset it.`,
    );
  }
  const found = FILES.filter((file) => existsSync(join(folder, file)));
  if (found.length > 1)
    throw new ConfigurationError(
      `There are several fleet files: ${found.join(", ")}. Keep one, or choose with ${FLEET_VARIABLE}.`,
    );
  return found[0] === undefined ? undefined : join(folder, found[0]);
}

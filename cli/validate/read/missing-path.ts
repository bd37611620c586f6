import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { type CommandFailure } from "../../terminal/errors";
import { pathNotFound } from "../errors";
import { nearest } from "../../../lib/suggestions";

/** The error for a path that doesn't exist: its first missing part, and a suggestion. */
export function missingPathError(path: string): CommandFailure {
  let missing = path;
  while (!existsSync(dirname(missing))) missing = dirname(missing);
  const folder = dirname(missing);
  const names = statSync(folder).isDirectory() ? readdirSync(folder) : [];
  // A dangling link has the requested name itself.
  const meant = nearest(
    basename(missing),
    names.filter((name) => name !== basename(missing)),
  );
  return pathNotFound(
    path,
    missing,
    isAbsolute(path) ? "" : process.cwd(),
    meant === undefined ? "" : `Did you mean ${join(folder, meant)}? `,
  );
}

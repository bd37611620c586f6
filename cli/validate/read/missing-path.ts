import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { type CommandFailure } from "../../terminal/errors";
import { pathNotFound } from "../errors";
import { nearest } from "../../terminal/suggestions";

/** What to say of a path that leads nowhere: the first part of it that is missing, and what may have been meant. */
export function missingPathError(path: string): CommandFailure {
  let missing = path;
  while (!existsSync(dirname(missing))) missing = dirname(missing);
  const folder = dirname(missing);
  const names = statSync(folder).isDirectory() ? readdirSync(folder) : [];
  // A link to nowhere has the very name that was asked for.
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

import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join, parse, relative, resolve, sep } from "node:path";

const LOCK = ".terraform.lock.hcl";

/**
 * A view of a folder in which Terraform can write without changing the user's files: new folders for it and those above it,
 * with links to everything in them, so that relative paths still work.
 *
 * @param into a temporary folder
 * @returns the folder's path in the view
 */
export function makeView(folder: string, into: string): string {
  const path = resolve(folder);
  const { root } = parse(path);
  const steps = relative(root, path)
    .split(sep)
    .filter((step) => step !== "");
  let [from, to] = [root, into];
  mkdirSync(to, { recursive: true });
  for (const step of steps) {
    linkAll(from, to, (name) => name !== step);
    [from, to] = [join(from, step), join(to, step)];
    mkdirSync(to, { recursive: true });
  }
  linkAll(from, to, (name) => name !== LOCK && name !== ".terraform");
  // A copy, because Terraform may write the lock file.
  if (existsSync(join(from, LOCK))) copyFileSync(join(from, LOCK), join(to, LOCK));
  return to;
}

function linkAll(from: string, to: string, isWanted: (name: string) => boolean): void {
  let names: readonly string[];
  try {
    names = readdirSync(from);
  } catch {
    return; // not readable
  }
  for (const name of names) if (isWanted(name)) symlinkSync(join(from, name), join(to, name));
}

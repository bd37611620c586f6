import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join, parse, relative, resolve, sep } from "node:path";

const LOCK = ".terraform.lock.hcl";

/**
 * A view of a folder in which Terraform can write without changing anything of the user's: the folder and those above it
 * are made anew, and all that is in them is linked. Paths that lead up and down again reach what they did before.
 *
 * @param into a temporary folder
 * @returns where the folder is in the view
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
  // What it locks counts, and is not written to.
  if (existsSync(join(from, LOCK))) copyFileSync(join(from, LOCK), join(to, LOCK));
  return to;
}

function linkAll(from: string, to: string, isWanted: (name: string) => boolean): void {
  let names: readonly string[];
  try {
    names = readdirSync(from);
  } catch {
    return; // a folder that may be passed, but not read
  }
  for (const name of names) if (isWanted(name)) symlinkSync(join(from, name), join(to, name));
}

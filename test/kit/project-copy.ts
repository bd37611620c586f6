import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The project's own folder. */
export const PROJECT = resolve(__dirname, "..", "..");

/** What `node synth.js` and `cdktf synth` read. */
const SOURCES = [
  "main.ts",
  "synth.js",
  "tools/build.js",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
  "lib",
  "modules",
  "stacks",
  "fleet",
];

/**
 * Copies what a synthesis needs to another folder.
 *
 * @param packages the folder `node_modules` @default - the project's own
 */
export function copyProject(to: string, packages = join(PROJECT, "node_modules")): string {
  mkdirSync(dirname(to), { recursive: true });
  for (const source of SOURCES)
    cpSync(join(PROJECT, source), join(to, source), { recursive: true });
  symlinkSync(packages, join(to, "node_modules"), "dir");
  return to;
}

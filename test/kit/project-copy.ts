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
];

/** Copies what a synthesis needs to another folder, with the same installed packages. */
export function copyProject(to: string): string {
  mkdirSync(dirname(to), { recursive: true });
  for (const source of SOURCES)
    cpSync(join(PROJECT, source), join(to, source), { recursive: true });
  symlinkSync(join(PROJECT, "node_modules"), join(to, "node_modules"), "dir");
  return to;
}

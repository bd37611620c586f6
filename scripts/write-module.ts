import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ModuleName, buildModule } from "../modules";

const SOURCES = join(__dirname, "..", "modules");

/** Writes a module as it is published, with its tests, into a folder. @returns the folder */
export function writeModule(name: ModuleName, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(buildModule(name).toFiles())) {
    writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  }
  const tests = join(SOURCES, name, "tests");
  if (existsSync(tests)) cpSync(tests, join(folder, "tests"), { recursive: true });
  return folder;
}

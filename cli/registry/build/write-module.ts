import { dirname, join } from "node:path";
import type { ModuleName } from "../../../modules/module-names";
import { makeFolder } from "../../files/make-folder";
import { writeTo } from "../../files/write-whole";
import { type Files, moduleFiles } from "./module-files";

/** Writes files into a folder; other files in it stay. */
export function writeFiles(files: Files, folder: string): void {
  for (const [path, content] of files) {
    const file = join(folder, path);
    makeFolder(dirname(file));
    writeTo(file, content);
  }
}

/** Writes the published form of a module into a folder. @returns the folder */
export function writeModule(name: ModuleName, folder: string): string {
  writeFiles(moduleFiles(name), folder);
  return folder;
}

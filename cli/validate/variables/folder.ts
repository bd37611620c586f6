import { posix } from "node:path";
import type { VariableFile } from "../model/variable-file";
import { type Scope, scopeOf } from "../schema/scope";
import type { Subject } from "../subject";

/** The module in whose folder a file of variables lies; undefined where there is none, or the file is for another. */
export function folderModule(file: VariableFile, subject: Subject): Scope | undefined {
  if (file.module !== undefined) return undefined;
  const folder = posix.dirname(file.file);
  const found = subject.modules.find((each) => each.folder === folder && each.files.length > 0);
  return found && scopeOf(found, subject);
}

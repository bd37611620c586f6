import { basename } from "node:path";
import type { Files } from "../build/module-files";
import { detectModule } from "./detect-module";
import { parsePackageFile } from "./packages";

/** What a build is called to a reader: its module and version, by its file's name or by its changelog; else its name. */
export function buildName(path: string, files: Files): string {
  const packed = parsePackageFile(basename(path));
  const newest = /^## \[(\d+\.\d+\.\d+[^\]]*)\]/m.exec(files.get("CHANGELOG.md")?.toString() ?? "");
  const version = packed?.version ?? newest?.[1];
  return version === undefined
    ? basename(path)
    : `${packed?.module ?? detectModule(files)} ${version}`;
}

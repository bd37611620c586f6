import { basename } from "node:path";
import type { Files } from "../build/module-files";
import { detectModule } from "./detect-module";
import { parsePackageFile } from "./packages";

/** A build's name in reports: module and version, from its file name or changelog; otherwise its file name. */
export function buildName(path: string, files: Files): string {
  const packed = parsePackageFile(basename(path));
  const newest = /^## \[(\d+\.\d+\.\d+[^\]]*)\]/m.exec(files.get("CHANGELOG.md")?.toString() ?? "");
  const version = packed?.version ?? newest?.[1];
  return version === undefined
    ? basename(path)
    : `${packed?.module ?? detectModule(files)} ${version}`;
}

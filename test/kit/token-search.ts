import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Looks for a secret by a distinctive run of letters and digits inside it, which no escaping changes, and by the
 * three ways that run can look inside base64.
 */
export function needles(marker: string): readonly string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from("x".repeat(shift) + marker).toString("base64");
    // The first and last groups depend on what surrounds the run.
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
  return [marker, ...base64];
}

/** Every place below a folder whose content holds one of the needles, and how many files were read. */
export function searchFolder(
  folder: string,
  wanted: readonly string[],
): { readonly hits: string[]; readonly read: number } {
  const hits: string[] = [];
  let read = 0;
  const visit = (path: string) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) return readdirSync(path).forEach((name) => visit(join(path, name)));
    // Provider plugins: the same file for everyone, and hundreds of MB.
    if (/terraform-provider-/.test(path)) return;
    read += 1;
    const content = readFileSync(path);
    if (wanted.some((needle) => content.includes(needle))) hits.push(path);
  };
  visit(folder);
  return { hits, read };
}

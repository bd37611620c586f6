import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import { extract, pack } from "tar-stream";
import type { Files } from "../build/module-files";
import { badArchive } from "../errors";

/** Limit of an unpacked module, in bytes. Modules have a few hundred KB. */
const MAX_UNPACKED = 64 * 1024 * 1024;

/** The gzip header's byte for the operating system. https://www.rfc-editor.org/rfc/rfc1952 */
const OS_BYTE = 9;
const OS_UNKNOWN = 255;

/**
 * Packs files into a reproducible `.tar.gz`: its bytes depend only on paths and contents. Files are at the archive's
 * root, where Terraform expects a module.
 */
export async function packArchive(files: Files): Promise<Buffer> {
  const tar = pack();
  const bytes = buffer(tar);
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    tar.entry({ name, mtime: new Date(0), mode: 0o644, uid: 0, gid: 0 }, content);
  }
  tar.finalize();
  const archive = gzipSync(await bytes, { level: 9 });
  archive[OS_BYTE] = OS_UNKNOWN;
  return archive;
}

/**
 * Unpacks a `.tar.gz`.
 *
 * @param what the archive's file or URL, for messages
 * @throws CommandFailure for an invalid archive, one over the limit, or one with links or paths outside of it
 */
export async function unpackArchive(archive: Buffer, what: string): Promise<Files> {
  let tar: Buffer;
  try {
    tar = gunzipSync(archive, { maxOutputLength: MAX_UNPACKED });
  } catch (error) {
    throw badArchive(what, (error as Error).message);
  }
  const files = new Map<string, Buffer>();
  try {
    for await (const entry of Readable.from([tar]).pipe(extract())) {
      const { name, type } = entry.header;
      const path = name.replace(/^\.\//, "");
      if (type === "directory") {
        entry.resume();
        continue;
      }
      if (type !== "file") throw badArchive(what, `${name} is not a regular file`);
      if (!isPlainPath(path)) throw badArchive(what, `the path ${name} leads out of the archive`);
      files.set(path, await buffer(entry));
    }
  } catch (error) {
    if ((error as Error).name === "CommandFailure") throw error;
    throw badArchive(what, (error as Error).message);
  }
  if (files.size === 0) throw badArchive(what, "it is empty");
  return files;
}

/** A SHA-256 of paths and contents as hex digits, independent of how they were packed. */
export function contentDigest(files: Files): string {
  const hash = createHash("sha256");
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** A SHA-256 as hex digits. */
export const sha256 = (content: Buffer): string =>
  createHash("sha256").update(content).digest("hex");

const isPlainPath = (path: string) =>
  path !== "" &&
  !path.startsWith("/") &&
  !/[\\\0]/.test(path) &&
  path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

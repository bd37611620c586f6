import { gzipSync } from "node:zlib";

const BLOCK = 512;

/**
 * Packs files into a `.tar.gz` whose bytes depend on their names and contents only.
 *
 * @param files contents by path; a path has at most 100 bytes
 */
export function packTarGz(files: ReadonlyMap<string, Buffer>): Buffer {
  const blocks = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, content]) => [
      header(path, content.length),
      content,
      Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
    ]);
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

/** A file's header in the ustar format. */
function header(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is too long for a tar header.`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number): string => value.toString(8).padStart(length, "0");
  block.write(path, 0);
  block.write(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100); // mode, owner, group
  block.write(`${octal(size, 11)}\0${octal(0, 11)}\0`, 124); // size, time of change
  block.write("        0", 148); // the checksum counts as spaces; "0" is an ordinary file
  block.write("ustar\x0000", 257);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${octal(checksum, 6)}\0 `, 148);
  return block;
}

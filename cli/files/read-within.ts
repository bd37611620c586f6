import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { tooBig } from "./errors";

/**
 * Limit of one input, in bytes. Plans of large organizations have about 10 MB, packages of modules a few hundred KB.
 */
export const LARGEST_INPUT = 256e6;

const PIECE = 1 << 20;

/**
 * Reads a file given by the user. It may be a pipe or an endless device, so its size is limited.
 *
 * @param limit in bytes @throws CommandFailure for a larger file, without reading all of it
 */
export function readWithin(file: string, limit: number = LARGEST_INPUT): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const collected = new Collected(file, limit);
    // For a regular file: its size, and one byte more to see its end.
    const { size } = fstatSync(descriptor);
    for (;;) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, size > 0 ? size + 1 : PIECE));
      const length = readSync(descriptor, piece);
      if (length === 0) return collected.all();
      collected.add(piece.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Reads a whole stream.
 *
 * @param what the input's name in messages @param limit in bytes @throws CommandFailure for more, without reading all
 * of it
 */
export async function collectWithin(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  what: string,
  limit: number = LARGEST_INPUT,
): Promise<Buffer> {
  const collected = new Collected(what, limit);
  for await (const piece of stream) collected.add(piece);
  return collected.all();
}

class Collected {
  private readonly pieces: Uint8Array[] = [];
  private length = 0;

  constructor(
    private readonly what: string,
    private readonly limit: number,
  ) {}

  add(piece: Uint8Array): void {
    this.length += piece.length;
    if (this.length > this.limit) throw tooBig(this.what, this.limit);
    this.pieces.push(piece);
  }

  all(): Buffer {
    return Buffer.concat(this.pieces);
  }
}

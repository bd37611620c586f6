import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { tooBig } from "./errors";

/**
 * The most that is read of one input, in bytes: plans of big organizations have some ten MB, packages of modules some
 * hundred KB.
 */
export const LARGEST_INPUT = 256e6;

const PIECE = 1 << 20;

/**
 * Reads a file that somebody names, which may also be a pipe or a device without end.
 *
 * @param limit the most bytes that are read
 * @throws CommandFailure for a file with more, before all of it is read
 */
export function readWithin(file: string, limit: number = LARGEST_INPUT): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const collected = new Collected(file, limit);
    // Of a file its own size, and a byte to see that it ends there.
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
 * Reads a stream to its end.
 *
 * @param what the input in messages
 * @param limit the most bytes that are read
 * @throws CommandFailure for a stream with more, before all of it is read
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

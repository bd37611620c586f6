import type { Position, Range } from "./range";

/** Converts offsets of a text to lines and columns. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(
    private readonly file: string,
    text: string,
  ) {
    this.starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  at(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }

  /** The offset of a line and column. */
  offsetOf({ line, column }: Position): number {
    return (this.starts[line - 1] ?? 0) + column - 1;
  }

  between(start: number, end: number): Range {
    return { file: this.file, start: this.at(start), end: this.at(end) };
  }
}

/** A place in a text; line and column begin at 1, columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A range of a file. */
export interface Range {
  /** The path as a user would write it, with `/`. */
  readonly file: string;
  readonly start: Position;
  /** After the last character. */
  readonly end: Position;
}

/** `main.tf:12:3` */
export const placeOf = ({ file, start }: Range): string => `${file}:${start.line}:${start.column}`;

/** Whether a range is inside another of the same file. */
export const isWithin = (range: Range, outer: Range): boolean =>
  range.file === outer.file && isBefore(outer.start, range.start) && isBefore(range.end, outer.end);

const isBefore = (one: Position, other: Position): boolean =>
  one.line < other.line || (one.line === other.line && one.column <= other.column);

/** The beginning of a file, for problems of the whole file. */
export const startOf = (file: string): Range => {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
};

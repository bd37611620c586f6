import { LineCounter, type Node, isMap, isNode, isScalar, parseDocument } from "yaml";

/** Where something is in a file, and what is wrong with it. */
export interface Fault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Keys and indices from the root of a document. */
export type Path = readonly (string | number)[];

/** A YAML or JSON file that knows where everything in it is. */
export class SourceDocument {
  /** Its content; undefined where it can't be parsed. */
  readonly value: unknown;
  /** What a YAML parser finds. */
  readonly faults: readonly Fault[];

  private readonly lines = new LineCounter();
  private readonly document;

  constructor(text: string) {
    // JSON is YAML, too. https://yaml.org/spec/1.2.2/#12-relation-to-json
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true });
    this.faults = this.document.errors.map((error) => ({
      ...this.position(error.pos[0]),
      // Without the position and excerpt that follow.
      message: error.message.split(" at line ")[0]!,
    }));
    this.value = this.faults.length > 0 ? undefined : (this.document.toJS() as unknown);
  }

  /** A fault at a value; at the nearest thing around it where it is not written, as with what an alias brings. */
  fault(path: Path, message: string): Fault {
    for (let length = path.length; length >= 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start !== undefined) return { ...this.position(start), message };
    }
    return { line: 1, column: 1, message };
  }

  /** A fault at a key. */
  faultAtKey(path: Path, key: string, message: string): Fault {
    const map = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const pair = isMap(map)
      ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    const start = (pair?.key as Node | undefined)?.range?.[0];
    return start === undefined ? this.fault(path, message) : { ...this.position(start), message };
  }

  private position(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

import {
  type ErrorCode,
  LineCounter,
  type Node,
  type YAMLError,
  isMap,
  isNode,
  isScalar,
  parseDocument,
  visit,
} from "yaml";

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
    const broken = this.syntaxFaults();
    const unread = broken.length > 0 ? broken : this.aliasFaults();
    const { value, faults } = unread.length > 0 ? { faults: unread } : this.contents();
    this.value = value;
    this.faults = faults;
  }

  private contents(): { readonly value?: unknown; readonly faults: readonly Fault[] } {
    try {
      return { value: this.document.toJS(), faults: [] };
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      const message = "Its aliases stand for too much. Write it out.";
      return { faults: [{ line: 1, column: 1, message }] };
    }
  }

  /** Up to the first mistake that makes the rest unreadable. */
  private syntaxFaults(): Fault[] {
    const { errors } = this.document;
    const end = errors.findIndex(({ code }) => code !== "DUPLICATE_KEY");
    return (end === -1 ? errors : errors.slice(0, end + 1)).map((error) => ({
      ...this.position(error.pos[0]),
      message: messageOf(error),
    }));
  }

  /** Aliases that stand for nothing. */
  private aliasFaults(): Fault[] {
    const faults: Fault[] = [];
    const anchors = new Set<string>();
    visit(this.document, {
      Value: (_, { anchor }) => {
        if (anchor !== undefined) anchors.add(anchor);
      },
      Alias: (_, alias) => {
        if (!anchors.has(alias.source))
          faults.push({
            ...this.position(alias.range![0]),
            message: `No anchor (&…) of this name stands before. ${QUOTE_ASTERISK}`,
          });
      },
    });
    return faults;
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

const QUOTE_ASTERISK = 'A text that starts with * is written in quotes, such as "*" or "prod-*".';

/** In the words of this project, and without what the file says there, which may be a token. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: QUOTE_ASTERISK,
  BAD_DIRECTIVE: "This is no YAML: a line that starts with % is a directive.",
  BAD_DQ_ESCAPE:
    "Text in double quotes has an escape that YAML does not know. Write \\\\ for a backslash, or use single quotes.",
  MULTIPLE_DOCS: "The file has several documents (---). Keep one.",
  MULTILINE_IMPLICIT_KEY:
    "A name and its colon must stand in one line, with a space after the colon.",
  TAG_RESOLVE_FAILED: "YAML has no such tag (!…). Write a text that starts with ! in quotes.",
  UNEXPECTED_TOKEN:
    "This can't stand here. Write text with braces, brackets, quotes or a colon in double quotes, and close each bracket.",
};

const messageOf = ({ code, message }: YAMLError): string =>
  // Without the position and excerpt that follow.
  MESSAGES[code] ?? message.split(" at line ")[0]!;

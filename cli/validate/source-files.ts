import { readWithin } from "../files/read-within";
import type { Range } from "../terraform/range";
import type { Finding } from "./finding";
import type { Plan } from "./plan/plan";
import type { Workspace } from "./workspace";

/** Words of arguments that hold secrets. A line with one is never shown. */
const SECRET =
  /(token|secret|password|passwd|private_?key|credential|api_?key|sensitive\s*[(=]|ephemeral\s*=)/i;

/** Control characters, and the replacement character for bytes that are not UTF-8. */
const NON_TEXT = /[^\P{Cc}\t]|\ufffd/u;

const MAX_LINE = 200;

/** The files of one run, and which of their lines may be shown. */
export class SourceFiles {
  /** Every file that is validated, sorted. */
  readonly files: readonly string[];
  private readonly lines = new Map<string, readonly string[]>();
  private readonly plans: ReadonlyMap<string, Plan>;

  /**
   * @param texts contents of files that are not on the disk
   * @param only the files that the user named. @default - all of the workspace
   */
  constructor(
    readonly workspace: Workspace,
    readonly texts: ReadonlyMap<string, string> = new Map(),
    private readonly only?: ReadonlySet<string>,
  ) {
    const { modules, plans, variableFiles } = workspace;
    this.plans = new Map(plans.map((plan) => [plan.file, plan]));
    this.files = [
      ...new Set([
        ...modules.flatMap(({ files }) => files),
        ...this.plans.keys(),
        ...variableFiles.map(({ file }) => file),
      ]),
    ]
      .filter((file) => this.isRequested(file))
      .sort();
  }

  readonly isRequested = (file: string): boolean => this.only === undefined || this.only.has(file);

  /**
   * The line that a finding begins in; undefined if it may hold a secret, is too long or is not text.
   *
   * @param hidden keys of lines that may hold a secret, see {@link linesCovered}
   */
  lineOf({ range }: Finding, hidden: ReadonlySet<string>): string | undefined {
    // A plan holds all values, secret ones too.
    if (this.plans.has(range.file) || hidden.has(keyOf(range.file, range.start.line)))
      return undefined;
    const line = this.linesOf(range.file)[range.start.line - 1]?.replace(/\r$/, "");
    if (line === undefined || line.length > MAX_LINE || NON_TEXT.test(line)) return undefined;
    return SECRET.test(line) ? undefined : line;
  }

  /** The Terraform address of a place in a plan; undefined in other files. */
  addressAt({ file, start }: Range): string | undefined {
    return this.plans.get(file)?.addressAt(start);
  }

  private linesOf(file: string): readonly string[] {
    let lines = this.lines.get(file);
    if (lines === undefined) {
      lines = this.read(file).split("\n");
      this.lines.set(file, lines);
    }
    return lines;
  }

  private read(file: string): string {
    const text = this.texts.get(file);
    if (text !== undefined) return text;
    try {
      return readWithin(file, 5e6).toString("utf8");
    } catch {
      return ""; // removed since it was read, or not a file
    }
  }
}

/** Keys of the lines that a range covers. */
export const linesCovered = ({ file, start, end }: Range): string[] =>
  Array.from({ length: Math.max(0, end.line - start.line) + 1 }, (_, index) =>
    keyOf(file, start.line + index),
  );

const keyOf = (file: string, line: number) => `${line} ${file}`;

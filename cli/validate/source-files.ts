import { readWithin } from "../files/read-within";
import type { Finding } from "./finding";
import type { Plan } from "./plan/plan";
import type { Range } from "../terraform/range";
import type { Subject } from "./workspace";

/** Words of arguments that hold secrets; and what makes one of a value, where the file can't be read. */
const SECRET =
  /(token|secret|password|passwd|private_?key|credential|api_?key|sensitive\s*[(=]|ephemeral\s*=)/i;

/** Signs that stand in no text: control characters, and what stands for bytes that are not UTF-8. */
const NOT_TEXT = /[^\P{Cc}\t]|\ufffd/u;

/** What one run reads, and what it may show of it. */
export class Source {
  /** Every file, in order. */
  readonly files: readonly string[];
  private readonly lines = new Map<string, readonly string[]>();
  private readonly plans: ReadonlyMap<string, Plan>;

  /**
   * @param texts of the files that are nowhere on the disk
   * @param only the files that were asked for, where not all of the folder were
   */
  constructor(
    readonly subject: Subject,
    readonly texts: ReadonlyMap<string, string> = new Map(),
    private readonly only?: ReadonlySet<string>,
  ) {
    const { modules, plans, variableFiles } = subject;
    this.plans = new Map(plans.map((plan) => [plan.file, plan]));
    this.files = [
      ...new Set([
        ...modules.flatMap(({ files }) => files),
        ...this.plans.keys(),
        ...variableFiles.map(({ file }) => file),
      ]),
    ]
      .filter((file) => this.isWanted(file))
      .sort();
  }

  readonly isWanted = (file: string): boolean => this.only === undefined || this.only.has(file);

  /**
   * The line that a finding begins in; none where a secret may stand in it, or where it is too long or no text.
   *
   * @param hidden lines of {@link linesOf} in which somebody found a secret, be it another rule
   */
  lineOf({ range }: Finding, hidden: ReadonlySet<string>): string | undefined {
    // A plan holds every value, those that are secret too.
    if (this.plans.has(range.file) || hidden.has(keyOf(range.file, range.start.line)))
      return undefined;
    const line = this.linesOf(range.file)[range.start.line - 1]?.replace(/\r$/, "");
    if (line === undefined || line.length > 200 || NOT_TEXT.test(line)) return undefined;
    return SECRET.test(line) ? undefined : line;
  }

  /** Of what a place in a plan is, whose lines say nothing to a reader; undefined in every other file. */
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
    const held = this.texts.get(file);
    if (held !== undefined) return held;
    try {
      return readWithin(file, 5e6).toString("utf8");
    } catch {
      return ""; // gone since it was read, or no file at all
    }
  }
}

/** Every line that a place covers. */
export const linesOf = ({ file, start, end }: Range): string[] =>
  Array.from({ length: Math.max(0, end.line - start.line) + 1 }, (_, index) =>
    keyOf(file, start.line + index),
  );

const keyOf = (file: string, line: number) => `${line} ${file}`;

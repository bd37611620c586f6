import type { Rule } from "../../cli/validate/rule";
import type { Example } from "../../tools/docs/rule-page";
import { found, findings } from "./validate";

/** Stands in a text before what a finding is about. */
const MARK = "▸";

/** Files, or the text of one: `main.tf.json` where it is an object in JSON, else `main.tf`. */
type Files = Example | string;

/** A message with its severity before it, where that is not the rule's own: `warning: …`; and the fix, where it is meant. */
type Told = string | readonly [message: string, fix: string];

/** What a rule is tried with, beyond the examples of its page. */
export interface Cases {
  /** Each finding's place is marked with ▸; what is told of them, in the order of the places. */
  readonly finds: readonly (readonly [name: string, files: Files, ...told: Told[]])[];
  /** Near misses: what looks like it, and is sound, or not for this rule to tell. */
  readonly isSilent: readonly (readonly [name: string, files: Files])[];
}

/** Makes the tests of a rule's cases. */
export function itHolds(rule: Rule, { finds, isSilent }: Cases): void {
  it.each(finds.map(([name, files, ...told]) => [name, { files, told }] as const))(
    "finds %s",
    async (_name, { files, told }) => {
      const { texts, places } = unmarked(filesOf(files));
      expect(places).toHaveLength(told.length);
      expect(await found(rule, texts)).toEqual(
        places.map((place, index) => `${place} ${messageOf(told[index]!)}`),
      );
      const fixes = (await findings(rule, texts)).map(({ fix }) => fix);
      told.forEach((each, index) => {
        if (typeof each !== "string") expect(fixes[index]).toBe(each[1]);
      });
    },
  );

  it.each(isSilent)("finds nothing in %s", async (_name, files) => {
    expect(await found(rule, filesOf(files))).toEqual([]);
  });
}

const messageOf = (told: Told) => (typeof told === "string" ? told : told[0]);

function filesOf(files: Files): Example {
  if (typeof files !== "string") return files;
  return { [files.trimStart().startsWith("{") ? "main.tf.json" : "main.tf"]: files };
}

/** The texts without marks, and where those stood: by file, line, and column. */
function unmarked(files: Example): { texts: Example; places: string[] } {
  const places: string[] = [];
  const texts = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => {
      const [first = "", ...rest] = text.split(MARK);
      let before = first;
      for (const piece of rest) {
        const lines = before.split("\n");
        places.push(`${file}:${lines.length}:${lines.at(-1)!.length + 1}`);
        before += piece;
      }
      return [file, before] as const;
    });
  return { texts: Object.fromEntries(texts), places };
}

import fc from "fast-check";
import type { Severity, ReportedFinding } from "../../../../../cli/validate/finding";
import { asGithub } from "../../../../../cli/validate/format/github";
import { writeBadExamples } from "../../../../support/bad-examples";
import { runCli } from "../../../../support/cli";
import { hostileText } from "../../../../support/hostile-text";
import { inOwnFolder } from "../../../../support/validate-folder";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const DATA: readonly (readonly [string, string])[] = [
  ["\r", "%0D"],
  ["\n", "%0A"],
];
const PROPERTY = [...DATA, [":", "%3A"], [",", "%2C"]] as const;

/** Back to what it was: the percent sign last, as it was the first to be escaped. */
const unescaped = (text: string, pairs: readonly (readonly [string, string])[]) =>
  [...pairs, ["%", "%25"] as const].reduce(
    (before, [plain, escape]) => before.replaceAll(escape, plain),
    text,
  );

/** A line as the runner of GitHub Actions takes it apart; undefined for one that is no command. */
function commandOf(line: string): Command | undefined {
  if (!line.trimStart().startsWith("::")) return undefined;
  const text = line.trimStart().slice(2);
  const end = text.indexOf("::");
  if (end === -1) return undefined;
  const [, name, given = ""] = /^(\S*) ?([^]*)$/.exec(text.slice(0, end))!;
  const properties = given.split(",").map((each) => {
    const at = each.indexOf("=");
    return [each.slice(0, at), unescaped(each.slice(at + 1), PROPERTY)];
  });
  return {
    name: name!,
    properties: Object.fromEntries(properties),
    data: unescaped(text.slice(end + 2), DATA),
  };
}

/** Lines as the runner reads them. */
const commandsOf = (output: string) => output.split(/\r\n|\r|\n/).map(commandOf);

const finding = (changes: Partial<ReportedFinding>): ReportedFinding => ({
  rule: "a-rule",
  severity: "warning",
  message: "Wrong.",
  fix: "Fix it.",
  range: {
    file: "main.tf",
    start: { line: 3, column: 2 },
    end: { line: 3, column: 9 },
  },
  ...changes,
});

const written = (...findings: readonly ReportedFinding[]) =>
  asGithub({
    findings,
    files: [],
    rules: [],
    connectors: [],
    incompleteFiles: [],
    notes: [],
    crashes: [],
    lineOf: () => undefined,
    addressAt: () => undefined,
  });

jest.setTimeout(60_000);

it.each<[Severity, string]>([
  ["error", "error"],
  ["warning", "warning"],
  ["note", "notice"],
])("an %s is the command %s", (severity, name) => {
  expect(written(finding({ severity }))).toBe(
    `::${name} file=main.tf,line=3,col=2,endColumn=9,title=a-rule::Wrong.%0AFix it.`,
  );
});

it("escapes in data and in properties what each is made of", () => {
  const range = { ...finding({}).range, file: "a,b:c%2C\r\n.tf" };
  expect(written(finding({ message: "50%0A,\r\nas: is, ::error::no", range }))).toBe(
    "::warning file=a%2Cb%3Ac%252C%0D%0A.tf,line=3,col=2,endColumn=9,title=a-rule::" +
      "50%250A,%0D%0Aas: is, ::error::no%0AFix it.",
  );
});

it("has no columns where a finding goes over lines, which GitHub wouldn't take", () => {
  const range = { ...finding({}).range, end: { line: 5, column: 1 } };
  expect(commandsOf(written(finding({ range })))[0]!.properties).toEqual({
    file: "main.tf",
    line: "3",
    title: "a-rule",
  });
});

it("leaves out what is suppressed, and is empty without findings", () => {
  const suppressed = { reason: "r", where: "external" } as const;
  expect(written(finding({ suppressed }))).toBe("");
  expect(written()).toBe("");
});

it("is one line for each finding, from which the runner reads back what it was", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ message: hostileText, fix: hostileText, file: hostileText }), {
        minLength: 1,
        maxLength: 3,
      }),
      (given) => {
        const output = written(
          ...given.map(({ message, fix, file }) =>
            finding({ message, fix, range: { ...finding({}).range, file } }),
          ),
        );
        expect(commandsOf(output)).toEqual(
          given.map(({ message, fix, file }) => ({
            name: "warning",
            properties: { file, line: "3", col: "2", endColumn: "9", title: "a-rule" },
            data: `${message}\n${fix}`,
          })),
        );
      },
    ),
    { numRuns: 500 },
  );
});

describe("all rules", () => {
  inOwnFolder();
  it("have as many commands as there are findings", async () => {
    const paths = writeBadExamples();
    const { summary } = JSON.parse((await runCli(["validate", ...paths, "-f", "json"])).out) as {
      summary: Record<string, number>;
    };
    const commands = commandsOf((await runCli(["validate", ...paths, "-f", "github"])).out);
    const count = (wanted: string) => commands.filter((each) => each?.name === wanted).length;
    expect([count("error"), count("warning"), count("notice")]).toEqual([
      summary["errors"],
      summary["warnings"],
      summary["notes"],
    ]);
  });
});

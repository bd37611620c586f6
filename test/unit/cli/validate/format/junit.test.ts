import { readFileSync } from "node:fs";
import { type XmlElement, parseXml } from "@rgrove/parse-xml";
import fc from "fast-check";
import type { ReportedFinding } from "../../../../../cli/validate/finding";
import { asJunit } from "../../../../../cli/validate/format/junit";
import { printable } from "../../../../../cli/validate/format/printable";
import { type Report, countFindings } from "../../../../../cli/validate/report";
import { writeBadExamples } from "../../../../support/bad-examples";
import { runCli } from "../../../../support/cli";
import { hostileText } from "../../../../support/hostile-text";
import { inOwnFolder, write } from "../../../../support/validate-folder";

const elements = (parent: { readonly children: readonly unknown[] }, name: string) =>
  parent.children.filter((each): each is XmlElement => (each as XmlElement).name === name);

const COUNTS = ["tests", "failures", "errors", "skipped"] as const;
type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

const told = ({ attributes }: XmlElement) =>
  Object.fromEntries(COUNTS.map((name) => [name, Number(attributes[name])])) as unknown as Counts;

/** What stands in a suite. */
function held(suite: XmlElement): Counts {
  const cases = elements(suite, "testcase");
  const withChild = (name: string) =>
    cases.filter((each) => elements(each, name).length > 0).length;
  return {
    tests: cases.length,
    failures: withChild("failure"),
    errors: withChild("error"),
    skipped: withChild("skipped"),
  };
}

const sum = (all: readonly Counts[]): Counts =>
  Object.fromEntries(
    COUNTS.map((name) => [name, all.reduce((total, each) => total + each[name], 0)]),
  ) as unknown as Counts;

/** The suites of a report, whose counts are of what stands in them. @throws where it is not XML 1.0 in every detail */
function suitesOf(xml: string): XmlElement[] {
  // As a reader gets it from the disk.
  const root = parseXml(Buffer.from(xml, "utf8").toString("utf8")).root!;
  expect(root.name).toBe("testsuites");
  const suites = elements(root, "testsuite");
  for (const suite of suites) expect(told(suite)).toEqual(held(suite));
  expect(told(root)).toEqual(sum(suites.map(told)));
  return suites;
}

jest.setTimeout(60_000);
inOwnFolder();

it("has the counts of the report: notes fail nothing, what is suppressed is skipped", async () => {
  const paths = [...writeBadExamples(), "--off", "module-unpinned=for the test"];
  const { summary, findings } = JSON.parse(
    (await runCli(["validate", ...paths, "-f", "json"])).out,
  ) as { summary: Record<string, number>; findings: { file: string }[] };
  const suites = suitesOf((await runCli(["validate", ...paths, "-f", "junit"])).out).filter(
    ({ attributes }) => attributes["name"] !== "looked at",
  );
  expect(summary["notes"]).toBeGreaterThan(0);
  expect(summary["suppressed"]).toBeGreaterThan(0);
  expect(suites).toHaveLength(summary["files"]!);
  const clean = suites.length - new Set(findings.map(({ file }) => file)).size;
  expect(sum(suites.map(told))).toEqual({
    tests: findings.length + clean,
    failures: summary["errors"]! + summary["warnings"]!,
    errors: 0,
    skipped: summary["suppressed"],
  });
});

it("a file without findings is a suite with one case that passes", async () => {
  write({
    "a b/main.tf": 'locals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp"\n}\n',
    "b.tf": "locals {}\n",
  });
  const suites = suitesOf((await runCli(["validate", ".", "-f", "junit"])).out);
  expect(suites.map((each) => [each.attributes["name"], told(each).failures])).toEqual([
    ["a b/main.tf", 1],
    ["b.tf", 0],
    ["looked at", 0],
  ]);
  const [passed] = elements(suites[1]!, "testcase");
  expect(passed!.toJSON()).toMatchObject({
    attributes: { name: "no findings", classname: "b.tf" },
    children: [],
  });
});

it("is XML whatever a file and its name hold, on the disk, too", async () => {
  write({
    "c.tfvars": 'a = ]]>\n"<&\u0007" = 1\n',
    'd <&">\u0007.tf': 'a]]>" "<&" {}\n<x>&y; = 1',
    "e.tf.json": '{"locals": {"<&]]>\\u0000\\ud800\\uffff": "${]]>"}, "<]]>&\\u0001": 1}',
  });
  await runCli(["validate", ".", "-f", "junit", "-o", "out.xml"]);
  const suites = suitesOf(readFileSync("out.xml", "utf8"));
  expect(suites.map(({ attributes }) => attributes["name"])).toEqual([
    "c.tfvars",
    'd <&">\ufffd.tf',
    "e.tf.json",
    "looked at",
  ]);
  expect(sum(suites.map(told)).failures).toBeGreaterThan(1);
});

it("gives back what it was given, with a mark for what XML can't hold", () => {
  fc.assert(
    fc.property(
      fc.record({ message: hostileText, fix: hostileText, file: hostileText }),
      ({ message, fix, file }) => {
        const start = { line: 1, column: 2 };
        const finding: ReportedFinding = {
          rule: "a-rule",
          severity: "error",
          message,
          fix,
          range: { file, start, end: start },
        };
        const note: ReportedFinding = { ...finding, severity: "note" };
        const report = reportOf([finding, note]);
        const [suite, ...rest] = suitesOf(asJunit(report));
        expect(rest).toEqual([]);
        expect(suite!.attributes["name"]).toBe(printable(file));
        const [failed, noted] = elements(suite!, "testcase");
        const [failure] = elements(failed!, "failure");
        expect(failure!.attributes["message"]).toBe(printable(message));
        expect(failure!.text).toBe(`${printable(file)}:1:2\n${printable(fix)}`);
        const [output] = elements(noted!, "system-out");
        expect(output!.text).toBe(`${printable(message)}\n${printable(fix)}`);
        expect(countFindings(report)).toMatchObject({ errors: told(suite!).failures, notes: 1 });
      },
    ),
    { numRuns: 500 },
  );
});

const reportOf = (findings: readonly ReportedFinding[]): Report => ({
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

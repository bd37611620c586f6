import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import type { Log } from "sarif";
import { asGithub } from "../../../../cli/validate/format/github";
import type { Report } from "../../../../cli/validate/run";
import { runCli } from "../../../support/cli";
import { PROJECT } from "../../../support/project-copy";
import { inOwnFolder, write } from "../../../support/validate-folder";

const FILES = {
  "a b/main.tf":
    "locals {\n  a = 1\n  a = 2\n  a = 3 # apono-connector: off syntax for the test\n}\n",
  "b.tf": 'module "apono" {\n  source = "app.terraform.io/acme/apono-org-delegation/aws"\n}\n',
};
const validate = (format: string, ...args: string[]) =>
  runCli(["validate", ".", "--format", format, ...args]);

inOwnFolder();
beforeEach(() => write(FILES));

it("json is as its schema says", async () => {
  const schema = JSON.parse(
    readFileSync(join(PROJECT, "docs", "validate.schema.json"), "utf8"),
  ) as object;
  const isValid = new Ajv({ strict: true, allErrors: true }).compile(schema);
  const output = JSON.parse((await validate("json")).out) as Record<string, unknown>;
  isValid(output);
  expect(isValid.errors).toBeNull();
  expect(output["summary"]).toMatchObject({ files: 2, suppressed: 1 });
  expect(isValid({ ...output, format: 2 })).toBe(false);
});

describe("sarif", () => {
  const logged = async (...args: string[]) =>
    (JSON.parse((await validate("sarif", ...args)).out) as Log).runs[0]!;

  it("describes the rules, and every result is of one of them", async () => {
    const { tool, results = [], invocations } = await logged();
    const rules = tool.driver.rules ?? [];
    expect(results.length).toBeGreaterThan(2);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex!]?.id).toBe(ruleId);
    for (const rule of rules) {
      expect(rule.shortDescription?.text).toMatch(/\S/);
      expect(rule.help?.markdown).toContain("## Bad");
      expect(["error", "warning", "note"]).toContain(rule.defaultConfiguration?.level);
    }
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  it("names files relative to where it runs, as URIs", async () => {
    const { results = [] } = await logged("--only", "syntax");
    expect(
      results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri),
    ).toEqual(["a%20b/main.tf", "a%20b/main.tf"]);
    const { results: same = [] } = JSON.parse(
      (await runCli(["validate", process.cwd(), "-f", "sarif", "--only", "syntax"])).out,
    ).runs[0] as { results: typeof results };
    expect(same.map(({ partialFingerprints }) => partialFingerprints)).toEqual(
      results.map(({ partialFingerprints }) => partialFingerprints),
    );
  });

  it("says what is suppressed, and why", async () => {
    const { results = [] } = await logged("--only", "syntax");
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [{ kind: "inSource", justification: "for the test" }],
    ]);
  });

  it("has fingerprints of their own that outlive lines added above", async () => {
    const fingerprints = async () =>
      ((await logged()).results ?? []).map(
        (each) => each.partialFingerprints?.["aponoConnector/v1"],
      );
    const before = await fingerprints();
    expect(new Set(before).size).toBe(before.length);
    write({ "a b/main.tf": `\n\n${FILES["a b/main.tf"]}` });
    expect(await fingerprints()).toEqual(before);
  });
});

it("junit is XML with a suite for each file; what is suppressed is skipped", async () => {
  const { out } = await validate("junit", "--only", "syntax");
  expect(wellFormed(out)).toBe(true);
  expect(out).toContain(
    '<testsuite name="a b/main.tf" tests="2" failures="1" errors="0" skipped="1">',
  );
  expect(out).toContain('<testsuite name="b.tf" tests="1" failures="0" errors="0" skipped="0">');
  expect(wellFormed(out.replace("</testsuite>", ""))).toBe(false);
});

it("junit stays XML whatever a file holds", async () => {
  write({ "c.tfvars": 'a = ]]>\n"<&\u0007" = 1\n', "d.tf": 'a]]>" "<&" {}\n<x>&y; = 1' });
  expect(wellFormed((await validate("junit")).out)).toBe(true);
});

it("github escapes what its commands are made of", () => {
  const range = {
    file: "a,b:c%.tf",
    start: { line: 3, column: 2 },
    end: { line: 3, column: 9 },
  };
  const finding = { rule: "x", severity: "note", message: "50%,\r\nas: is", mend: "do", range };
  const report = {
    findings: [finding, { ...finding, suppressed: { reason: "r", where: "external" } }],
  };
  expect(asGithub(report as unknown as Report)).toBe(
    "::notice file=a%2Cb%3Ac%25.tf,line=3,col=2,endColumn=9,title=x::50%25,%0D%0Aas: is%0Ado",
  );
});

/** Whether tags close in the order that they open, and nothing stands free that XML forbids. */
function wellFormed(xml: string): boolean {
  // eslint-disable-next-line no-control-regex -- what XML 1.0 can't hold at all
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(xml)) return false;
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml[^>]*\?>/, "")
    .replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "")
    .replace(
      /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
      (_, closes, name, __, empty) => {
        if (closes === "/" && open.pop() !== name) open.push("wrong", "wrong");
        else if (closes === "" && empty === "") open.push(String(name));
        return "";
      },
    );
  return open.length === 0 && !/[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(rest);
}

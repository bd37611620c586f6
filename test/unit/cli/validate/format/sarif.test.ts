import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Location, Log, Run } from "sarif";
import { RULES } from "../../../../../cli/validate/rules";
import { writeBadExamples } from "../../../../support/bad-examples";
import { runCli } from "../../../../support/cli";
import { sarifErrors } from "../../../../support/sarif";
import { planOf } from "../../../../support/validate";
import { inOwnFolder, write } from "../../../../support/validate-folder";

/** Validates, checks the log against SARIF's schema and the places against the disk. */
async function logged(args: readonly string[], input?: string): Promise<Run> {
  const { out } = await runCli(["validate", ...args, "--format", "sarif"], { input });
  const log = JSON.parse(out) as Log;
  expect(sarifErrors(log)).toEqual([]);
  const [run] = log.runs;
  for (const { locations = [], relatedLocations = [] } of run?.results ?? [])
    for (const each of [...locations, ...relatedLocations])
      if (input === undefined) expectPlace(each);
  return run!;
}

/** The place is one of a file that is there, read as every consumer of SARIF resolves it. */
function expectPlace({ physicalLocation }: Location): void {
  const { artifactLocation, region } = physicalLocation!;
  const file = fileURLToPath(new URL(artifactLocation!.uri!, pathToFileURL(`${process.cwd()}/`)));
  expect(existsSync(file)).toBe(true);
  const lines = readFileSync(file, "utf8").split("\n");
  for (const [line, column] of [
    [region!.startLine!, region!.startColumn!],
    [region!.endLine!, region!.endColumn!],
  ] as const) {
    expect(lines.length).toBeGreaterThanOrEqual(line);
    expect(lines[line - 1]!.length + 1).toBeGreaterThanOrEqual(column);
  }
}

const urisOf = ({ results = [] }: Run) =>
  results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri);

const TWICE = 'locals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp"\n}\n';

jest.setTimeout(60_000);
inOwnFolder();

describe("against the schema", () => {
  it("a log that is none is refused", () => {
    expect(sarifErrors({ version: "2.1.0", runs: [] })).toEqual([]);
    expect(sarifErrors({ version: "2.1.0", runs: [{ tool: {} }] })).not.toEqual([]);
    expect(sarifErrors({ version: "2.1.0", runs: [{ tool: { driver: {} } }] })).not.toEqual([]);
  });

  it("every rule's findings are valid, and at places that are there", async () => {
    const { results = [], tool } = await logged(writeBadExamples());
    const ids = RULES.map(({ id }) => id);
    const apart = ["terraform", "variables"]; // Terraform's own, and values that are given by name
    expect([...new Set(results.map(({ ruleId }) => ruleId))].sort()).toEqual(
      ids.filter((id) => !apart.includes(id)).sort(),
    );
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules?.[ruleIndex!]?.id).toBe(ruleId);
  });

  it("nothing found is a run with no results", async () => {
    write({ "main.tf": "locals {}\n" });
    const { results, invocations } = await logged(["."]);
    expect(results).toEqual([]);
    expect(invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: "note",
            message: { text: expect.stringContaining("No connector found.") as string },
          },
        ],
      },
    ]);
  });

  it("a plan and files of variables are files like others", async () => {
    write({
      "p/plan.json": planOf([], { variables: { APONO_TOKEN: { value: "Zx81qQ4m77LpooT9" } } }),
      "a.tfvars": "surprise = 1\n",
      "b.tfvars.json": '{\n  "surprise": 1\n}\n',
    });
    const run = await logged(["p/plan.json", "a.tfvars", "b.tfvars.json", "-m", "org-delegation"]);
    expect(new Set(urisOf(run))).toEqual(new Set(["a.tfvars", "b.tfvars.json", "p/plan.json"]));
  });

  it.each([
    ["Terraform", TWICE, "stdin.tf"],
    ["a plan", planOf([], { variables: { APONO_TOKEN: { value: "x" } } }), "stdin.json"],
  ])("standard input has a name: %s", async (_name, input, uri) => {
    expect(new Set(urisOf(await logged(["-"], input)))).toEqual(new Set([uri]));
  });
});

describe("paths", () => {
  it.each([
    ["a b/main.tf", "a%20b/main.tf"],
    ["größe/日本.tf", "gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC.tf"],
    ["a#b?c/50%.tf", "a%23b%3Fc/50%25.tf"],
    ["c:d/[x].tf", "c%3Ad/%5Bx%5D.tf"],
    ['a"b\\c&<d>.tf', "a%22b%5Cc%26%3Cd%3E.tf"],
    ["line\nbreak.tf", "line%0Abreak.tf"],
  ])("%j is the URI %s", async (file, uri) => {
    write({ [file]: TWICE });
    expect(urisOf(await logged(["."]))).toEqual([uri]);
  });

  it("are relative to where it runs, however they are given", async () => {
    write({ "a b/main.tf": TWICE, "c/d/main.tf": "locals {}\n" });
    const given = [["."], [process.cwd()], ["./a b/"], ["a b/main.tf"], ["c/../a b"]];
    for (const path of given) expect(urisOf(await logged(path))).toEqual(["a%20b/main.tf"]);
    process.chdir("c/d");
    for (const path of ["../../a b", `${process.cwd()}/../../a b`])
      expect(urisOf(await logged([path]))).toEqual(["../../a%20b/main.tf"]);
  });
});

describe("rules", () => {
  it("are described, each once", async () => {
    write({ "main.tf": "locals {}\n" });
    const { rules = [] } = (await logged(["."])).tool.driver;
    for (const rule of rules) {
      expect(rule.shortDescription?.text).toMatch(/\S/);
      expect(rule.help?.markdown).toContain("## Bad");
      expect(["error", "warning", "note"]).toContain(rule.defaultConfiguration?.level);
    }
    expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  });
});

describe("what is suppressed", () => {
  it("says why and where that was said", async () => {
    write({
      "main.tf": TWICE.replace(
        "}",
        '  APONO_TOKEN = "Zx81qQ4m77Lp" # apono-connector: off token-in-plain-text a "test"\n}',
      ),
    });
    const suppressions = async (...args: string[]) =>
      (await logged([".", ...args])).results?.map((each) => each.suppressions);
    const inSource = [{ kind: "inSource", justification: 'a "test"' }];
    expect(await suppressions()).toEqual([undefined, inSource]);
    expect(await suppressions("--off", "token-in-plain-text=an option")).toEqual([
      [{ kind: "external", justification: "an option" }],
      inSource,
    ]);
  });
});

describe("fingerprints", () => {
  const fingerprints = async (...args: string[]) =>
    ((await logged(args)).results ?? []).map(
      (each) => each.partialFingerprints?.["aponoConnector/v1"],
    );
  const FILES = {
    "main.tf":
      'locals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp"\n  APONO_TOKEN = "Zx81qQ4m77Lp"\n}\n',
    "b.tf": 'module "apono" {\n  source = "app.terraform.io/acme/apono-org-delegation/aws"\n}\n',
  };

  it("are their own, and outlive lines added above", async () => {
    write(FILES);
    const before = await fingerprints(".");
    expect(before.length).toBeGreaterThan(3);
    expect(new Set(before).size).toBe(before.length);
    write({ "main.tf": `\n\n${FILES["main.tf"]}` });
    expect(await fingerprints(".")).toEqual(before);
  });

  it("are the same however the path is given", async () => {
    write(FILES);
    mkdirSync("sub");
    expect(await fingerprints(process.cwd())).toEqual(await fingerprints("."));
  });
});

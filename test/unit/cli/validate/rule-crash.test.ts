import type { Log } from "sarif";
import { FORMAT_NAMES } from "../../../../cli/validate/format/names";
import type { Rule } from "../../../../cli/validate/rule";
import { RULES } from "../../../../cli/validate/rules";
import { runCli } from "../../../support/cli";
import { inOwnFolder, write } from "../../../support/validate-folder";

const SECRET = "Zx81qQ4m77LpooT9";
const CALL = 'module "apono" {\n  source = "acme/apono-org-delegation/aws"\n}\n';
const validate = (...args: string[]) => runCli(["validate", ".", "--no-engine", ...args]);

/** Lets a rule crash as a mistake in it would. */
function breaks(id: string, how: (...args: Parameters<Rule["check"]>) => never): void {
  const rule = RULES.find((each) => each.id === id) as Rule;
  jest.spyOn(rule, "check").mockImplementation(how);
}
const typeError = (): never => {
  throw new TypeError(`can't read ${SECRET}`);
};

inOwnFolder();
afterEach(() => jest.restoreAllMocks());

describe("a rule that crashes", () => {
  beforeEach(() => {
    write({ "main.tf": CALL });
    breaks("module-unpinned", typeError);
  });

  it("ends the run with 2, is named with where it crashed, and to be reported", async () => {
    const { code, err } = await validate();
    expect(code).toBe(2);
    expect(err).toMatch(
      /^Rule module-unpinned crashed on \. \(TypeError in \S+\)\. This is a bug in apono-connector: please report it\. All other findings are reported\.$/,
    );
  });

  it.each(FORMAT_NAMES)(
    "is told in %s, with what the other rules found, without the error's own words",
    async (format) => {
      const { code, out, err } = await validate("--format", format);
      expect(code).toBe(2);
      expect(out).toContain("region-missing");
      if (format !== "text") expect(out).toMatch(/module-unpinned[^]*TypeError in /);
      expect(out + err).not.toContain(SECRET);
    },
  );

  it("never looks like a clean run, and SARIF's run did not succeed", async () => {
    const { out } = await validate("--only", "module-unpinned");
    expect(out).toMatch(/No findings in 1 file, but 1 rule crashed\.$/);
    const { invocations } = (JSON.parse((await validate("-f", "sarif")).out) as Log).runs[0]!;
    expect(invocations![0]).toMatchObject({ executionSuccessful: false });
  });

  it("is one of several, each told, whatever they throw", async () => {
    breaks("region-missing", () => {
      throw "no error at all";
    });
    const { code, err } = await validate();
    expect(code).toBe(2);
    expect(err).toContain("Rule module-unpinned crashed on . (");
    expect(err).toContain("Rule region-missing crashed on . (unknown).");
  });

  it("doesn't matter where it is not asked for", async () => {
    expect(await validate("--only", "syntax")).toMatchObject({ code: 0, err: "" });
  });
});

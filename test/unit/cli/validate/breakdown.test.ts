import type { Log } from "sarif";
import { FORMAT_NAMES } from "../../../../cli/validate/options";
import type { Rule } from "../../../../cli/validate/rule";
import { RULES } from "../../../../cli/validate/rules";
import { runCli } from "../../../support/cli";
import { inOwnFolder, write } from "../../../support/validate-folder";

const SECRET = "Zx81qQ4m77LpooT9";
const validate = (...args: string[]) => runCli(["validate", ".", ...args]);

/** Lets a rule break down as a mistake in it would. */
function breaks(id: string, how: () => never): void {
  const rule = RULES.find((each) => each.id === id) as Rule;
  jest.spyOn(rule, "check").mockImplementation(how);
}
const typeError = (): never => {
  throw new TypeError(`can't read ${SECRET}`);
};

jest.setTimeout(60_000);
inOwnFolder();
afterEach(() => jest.restoreAllMocks());

describe("a rule that breaks down", () => {
  beforeEach(() => {
    write({ "main.tf": "locals {\n  a = 1\n  a = 2\n}\n" });
    breaks("module-unpinned", typeError);
  });

  it("ends the run with 2, is named with where it broke, and to be reported", async () => {
    const { code, err } = await validate();
    expect(code).toBe(2);
    expect(err).toMatch(
      /^The rule module-unpinned broke down \(TypeError in \S+\)\. This is a mistake in apono-connector: please report it\. What the other rules found is told all the same\.$/,
    );
  });

  it.each(FORMAT_NAMES)(
    "is told in %s, with what the other rules found, without the error's own words",
    async (format) => {
      const { code, out, err } = await validate("--format", format);
      expect(code).toBe(2);
      expect(out).toContain("syntax");
      expect(out).toContain("main.tf");
      if (format !== "text") expect(out).toMatch(/module-unpinned[^]*TypeError in /);
      expect(out + err).not.toContain(SECRET);
    },
  );

  it.each(FORMAT_NAMES)("never looks like a clean run in %s", async (format) => {
    write({ "main.tf": "locals {}\n" });
    const { code, out } = await validate("--format", format, "--fail-on", "error");
    expect(code).toBe(2);
    if (format === "text") expect(out).toBe("No findings in 1 file, but 1 rule broke down.");
    else expect(out).toMatch(/module-unpinned[^]*TypeError in /);
  });

  it("makes SARIF's run one that did not succeed", async () => {
    const { invocations } = (JSON.parse((await validate("-f", "sarif")).out) as Log).runs[0]!;
    expect(invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: "error",
            message: { text: expect.stringMatching(/^The rule module-unpinned broke down/) },
            associatedRule: { id: "module-unpinned" },
          },
        ],
      },
    ]);
  });

  it("is one of several, each told, whatever they throw", async () => {
    breaks("syntax", () => {
      throw "no error at all";
    });
    const { code, err } = await validate();
    expect(code).toBe(2);
    expect(err).toMatch(
      /^The rule module-unpinned broke down \(.*\)\. The rule syntax broke down \(unknown\)\./,
    );
  });

  it("doesn't matter where it is not asked for", async () => {
    expect(await validate("--only", "syntax")).toMatchObject({ code: 1, err: "" });
  });
});

describe("where the rule that knows secrets breaks down", () => {
  beforeEach(() =>
    write({
      "main.tf": `locals {\n  a = 1\n  a = "${SECRET}"\n}\nresource "x" "AKIA${"Q3EGRZ5XW7LMN2AB"}" 1\n`,
    }),
  );

  it.each([[[]], [["--only", "syntax"]]])("no line is shown: %j", async (only) => {
    expect((await validate(...only)).out).toMatch(/^ +\d \|/m);
    breaks("token-in-plain-text", typeError);
    const { out } = await validate(...only);
    expect(out).toContain("main.tf:3:3 error");
    expect(out).not.toMatch(/^ +\d \|/m);
  });
});

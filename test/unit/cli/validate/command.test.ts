import type { Rule } from "../../../../cli/validate/rule";
import { FORMAT_NAMES } from "../../../../cli/validate/format/names";
import { RULES, RULE_IDS } from "../../../../cli/validate/rules";
import { runCli } from "../../../support/cli";
import { planOf } from "../../../support/validate";
import { inOwnFolder, write } from "../../../support/validate-folder";

const SECRET = "Zx81qQ4m77LpooT9";
const TOKEN = `locals {\n  apono_token = "${SECRET}"\n}\n`;
const UNPINNED = 'module "apono" {\n  source = "acme/apono-org-delegation/aws"\n}\n';
const BROKEN = 'locals {\n  name = "apono\n}\n';
const validate = (...args: string[]) => runCli(["validate", ...args, "--no-engine"]);
const json = async (...args: string[]) =>
  JSON.parse((await validate(...args, "-f", "json")).out) as {
    findings: { rule: string; file: string }[];
    connectors: { address: string; by: string }[];
    unread: { file: string }[];
    broken: { rule: string; folder: string; at: string }[];
  };

jest.setTimeout(60_000);
inOwnFolder();
afterEach(() => jest.restoreAllMocks());

describe("text", () => {
  it("says what is wrong, how to fix it, what was looked at, and the sum", async () => {
    write({ "a/main.tf": UNPINNED, "b/main.tf": "locals {}\n" });
    expect(await validate(".", "--only", "module-unpinned")).toEqual({
      code: 0,
      out: `a/main.tf
a/main.tf:2:12 warning module.apono has no version. [module-unpinned]
  Add version = "~> 1.0", with the version that you use.
  2 |   source = "acme/apono-org-delegation/aws"
    |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

1 connector part found: module.apono (org-delegation).
1 warning in 1 of 2 files.`,
      err: "",
    });
  });

  it("has one line for a folder without a connector, and shows no line with a secret", async () => {
    write({ "main.tf": "locals {}\n" });
    expect((await validate(".")).out).toBe("No connector found.\nNo findings in 1 file.");
    write({ "main.tf": TOKEN });
    const { code, out } = await validate(".");
    expect(code).toBe(1);
    expect(out).toContain("main.tf:2:17 error local.apono_token holds");
    expect(out).not.toContain(SECRET);
  });

  it("puts many places of one cause together", async () => {
    const files = Array.from({ length: 9 }, (_, at) => [`f${at}/main.tf`, UNPINNED]);
    write(Object.fromEntries(files) as Record<string, string>);
    const { out } = await validate(".", "--only", "module-unpinned");
    expect(out.match(/has no version/g)).toHaveLength(1);
    expect(out).toContain("Also in 8 more places: f1/main.tf:2:12, f2/main.tf:2:12");
    expect((await json(".", "--only", "module-unpinned")).findings).toHaveLength(9);
  });
});

describe("exit codes", () => {
  it.each([
    ["errors", TOKEN, [], 1],
    ["warnings", UNPINNED, [], 0],
    ["warnings, with --fail-on warning", UNPINNED, ["--fail-on", "warning"], 1],
    ["nothing", "locals {}\n", ["--fail-on", "warning"], 0],
  ] as const)("%s", async (_, text, args, code) => {
    write({ "main.tf": text });
    expect((await validate(".", ...args)).code).toBe(code);
  });

  it.each(FORMAT_NAMES)(
    "a rule that crashes on one folder loses that folder alone, says so in %s, and ends with 2",
    async (format) => {
      write({ "a/main.tf": UNPINNED, "b/main.tf": UNPINNED });
      const rule = RULES.find(({ id }) => id === "module-unpinned") as Rule;
      const original = rule.check;
      jest.spyOn(rule, "check").mockImplementation((workspace) => {
        if (workspace.modules[0]?.folder === "a") throw new TypeError(SECRET);
        return original(workspace);
      });
      const { code, out, err } = await validate(".", "--format", format);
      expect(code).toBe(2);
      expect(out).toContain("b/main.tf");
      expect(out).toContain("module-unpinned");
      expect(err).toMatch(
        /^Rule module-unpinned crashed on a \(TypeError in \S+\)\. This is a bug in apono-connector: please report it\./,
      );
      expect(out + err).not.toContain(SECRET);
    },
  );
});

describe("what was looked at", () => {
  it("names connectors by what shows them, and files that could not be read", async () => {
    write({
      "a/main.tf": UNPINNED,
      "b/main.tf": 'resource "helm_release" "r" {\n  name  = "r"\n  chart = "apono-connector"\n}\n',
      "c/main.tf": BROKEN,
    });
    const { connectors, unread, findings } = await json(".");
    expect(connectors.map(({ address, by }) => `${address} (${by})`)).toEqual([
      "module.apono (org-delegation)",
      "helm_release.r (chart apono-connector)",
    ]);
    expect(unread.map(({ file }) => file)).toEqual(["c/main.tf"]);
    expect(findings).toContainEqual(expect.objectContaining({ rule: "syntax", file: "c/main.tf" }));
  });
});

describe("paths", () => {
  it("that are files: only what is in them is told", async () => {
    write({ "a.tf": TOKEN, "b.tf": TOKEN.replace("locals", "locals ") });
    const { findings } = await json("b.tf");
    expect(findings.map(({ file }) => file)).toEqual(["b.tf"]);
  });

  it("values of a folder are its own business; those that are given by name are held against a module", async () => {
    write({
      "main.tf": 'variable "size" {}\n',
      "envs/dev.tfvars": 'size = "small"\n',
      "x.tfvars": "surprise = 1\n",
    });
    expect((await json(".")).findings).toEqual([]);
    expect((await json("--module", "org-delegation", "x.tfvars")).findings[0]).toMatchObject({
      rule: "variables",
      file: "x.tfvars",
    });
  });

  it.each([
    ["Terraform", TOKEN, "stdin.tf:2:17 error"],
    [
      "a plan",
      planOf([], { variables: { APONO_TOKEN: { value: "Zx81q" } } }),
      "stdin.json\nerror ",
    ],
  ])("- is standard input: %s", async (_, input, expected) => {
    const { code, out } = await runCli(["validate", "-", "--no-engine"], { input });
    expect(out).toContain(expected);
    expect(code).toBe(1);
  });

  it.each(["", "\n", "{}"])("nothing on standard input (%j) is refused", async (input) => {
    expect(await runCli(["validate", "-"], { input })).toMatchObject({ code: 2, out: "" });
  });

  it("without an end is refused at its limit", async () => {
    expect(await validate("/dev/zero")).toEqual({
      code: 2,
      out: "",
      err: "/dev/zero is larger than the limit of 256 MB. Correct the path, or give a smaller file.",
    });
  });

  it.each([
    ["that is not there", ["nowhere"], /nowhere not found/],
    ["of an unknown rule", ["--only", "module-unpined"], /Did you mean module-unpinned\?/],
  ])("%s", async (_, args, message) => {
    const { code, err } = await validate(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

it("lists and explains its rules", async () => {
  const { out } = await validate("--list-rules");
  for (const id of RULE_IDS) expect(out).toContain(id);
  const page = await validate("--explain", "module-depends-on");
  expect(page.out).toMatch(/^# A connector's module has no depends_on\n[^]*## Bad\n[^]*## Good\n/);
});

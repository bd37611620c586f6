import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { runCli } from "../../../support/cli";
import { planOf } from "../../../support/validate";
import { inOwnFolder, write } from "../../../support/validate-folder";

/** Two mistakes: one line with a syntax error, and one call with an unknown input. */
const UNPINNED = `module "apono" {
  source    = "app.terraform.io/acme/apono-org-delegation/aws"
  surprise  = 1
}
`;
const BROKEN = 'locals {\n  name = "apono\n}\n';
const validate = (...args: string[]) => runCli(["validate", ...args]);
const rulesIn = (out: string) =>
  (JSON.parse(out) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);

inOwnFolder();

describe("text", () => {
  it("tells place, mend, line and sum of every finding", async () => {
    write({ "a/main.tf": BROKEN, "b/main.tf": "locals {\n  x = 1\n}\n" });
    expect(await validate(".")).toEqual({
      code: 1,
      out: `a/main.tf
a/main.tf:2:10 error A text in quotes doesn't end on its line. [syntax]
  Close it with ", and write \\" for a quote inside of it. What follows can't be read before that.
  2 |   name = "apono
    |          ^

1 error in 1 of 2 files.`,
      err: "",
    });
  });

  it("is short where all is well", async () => {
    write({ "main.tf": "locals {}\n" });
    expect(await validate(".")).toEqual({ code: 0, out: "No findings in 1 file.", err: "" });
  });

  it("shows control characters as what they are", async () => {
    write({ "main.tf": 'locals {\n  a = "\u001b[31m\n}\n' });
    const { out } = await validate(".");
    expect(out).toContain('a = "\ufffd[31m');
    expect(out).not.toContain("\u001b");
  });

  it("is the same in every run", async () => {
    write({ "a.tf": UNPINNED, "b.tf": BROKEN, "c/x.tfvars": "subnetIds = 1\nx = 2\n" });
    const first = await validate(".");
    expect(first.out).toContain("b.tf:2:10");
    expect(await validate(".")).toEqual(first);
  });
});

describe("paths", () => {
  it("may be files: what Terraform loads beside them gives their variables values", async () => {
    const file = `variable "size" {
  description = "The size"
  type        = number
  default     = 0
  validation {
    condition     = var.size > 0
    error_message = "No."
  }
}
`;
    write({ "main.tf": file, "terraform.tfvars": "size = 1\nsiez = 2\n" });
    expect((await validate("main.tf")).out).toBe("No findings in 1 file.");
    expect((await validate("main.tf", "terraform.tfvars")).out).toContain("siez");
    expect((await validate("terraform.tfvars", "main.tf")).out).toContain("siez");
  });

  it("may be files: of their folder only what is in them is told", async () => {
    write({ "a.tf": BROKEN, "b.tf": BROKEN });
    const { code, out } = await validate("b.tf");
    expect(code).toBe(1);
    expect(out).toContain("b.tf:2:10");
    expect(out).not.toContain("a.tf:");
  });

  it.each([
    ["Terraform", BROKEN, [], "stdin.tf:2:10 error"],
    ["Terraform in JSON", '{"locals": 1}', [], "stdin.tf.json:1:12 error"],
    [
      "a plan",
      planOf([], { variables: { APONO_TOKEN: { value: "x" } } }),
      [],
      "stdin.json\nerror ",
    ],
    ["values", "surprise = 1\n", ["--module", "org-delegation"], "stdin.tfvars:1:1 error"],
    ["values in JSON", '{"surprise": 1}', ["--module", "org-delegation"], "stdin.tfvars.json:1:2"],
  ])("- is standard input: %s", async (_, input, args, expected) => {
    const { code, out } = await runCli(["validate", "-", ...args], { input });
    expect(out).toContain(expected);
    expect(code).toBe(1);
  });

  const NOTHING =
    "There is nothing on standard input: the command before it may have failed. Look at it alone, or use set -o pipefail.";
  const EMPTY = "Standard input holds an empty object, {}, which is neither a plan nor Terraform.";

  it.each([
    ["", NOTHING],
    ["\n", NOTHING],
    ["{}", EMPTY],
    [" { } \n", EMPTY],
  ])("nothing on standard input (%j) is no clean bill", async (input, err) => {
    expect(await runCli(["validate", "-"], { input })).toEqual({ code: 2, out: "", err });
  });

  it("are told from the rules before them", async () => {
    write({ "a/main.tf": BROKEN });
    const { code, err } = await validate("--only", "syntax", "a");
    expect(code).toBe(2);
    expect(err).toBe(
      'There is no rule "a", but a file or folder of that name. Write paths before --only, or after --: apono-connector validate --only syntax -- a',
    );
    for (const words of [
      ["--only", "syntax", "--", "a"],
      ["a", "--only", "module-unpinned,syntax"],
    ])
      expect((await validate(...words)).out).toContain("[syntax]");
  });

  it("may be values for a module, whose names are suggested", async () => {
    write({ "x.tfvars": "subnetIdz = []\n" });
    const { code, out } = await validate("x.tfvars", "--module", "ecs-connector");
    expect(code).toBe(1);
    expect(out).toContain(
      "x.tfvars:1:1 error ecs-connector has no input subnetIdz. [variables]\n  Did you mean subnetIds?",
    );
  });

  it("end in a plain message where there is nothing to validate", async () => {
    write({ "plan.tfplan": Buffer.from("PK\u0003\u0004"), "notes.md": "# Notes", "x.json": "{}" });
    mkdirSync("empty");
    expect(await validate("empty")).toEqual({
      code: 2,
      out: "",
      err: "There is nothing of Terraform in empty: no .tf, .tf.json, .tfvars or .tfvars.json. Correct the path.",
    });
    expect(await validate("plan.tfplan")).toEqual({
      code: 2,
      out: "",
      err: "plan.tfplan is a plan in Terraform's own format. Give it as JSON: terraform show -json plan.tfplan > plan.json",
    });
    expect((await validate("x.json")).err).toMatch(/^x\.json is no plan of Terraform: /);
    expect((await validate("notes.md")).err).toMatch(/^notes\.md is nothing that can be validated/);
  });

  it.each([
    ["nowhere", "There is no nowhere in CWD. "],
    ["infra/prod", "There is no infra/prod in CWD. Did you mean infra/proud? "],
    ["infra/proud/main.tf/x", "There is no infra/proud/main.tf/x in CWD. "],
    ["gone/prod/x.tfvars", "There is no gone in CWD, where gone/prod/x.tfvars was looked for. "],
    ["/no/such/place", "There is no /no, where /no/such/place was looked for. "],
  ])("that lead nowhere are named, with where they were looked for: %s", async (path, start) => {
    write({ "infra/proud/main.tf": "locals {}\n" });
    expect(await validate(path)).toEqual({
      code: 2,
      out: "",
      err: `${start.replace("CWD", process.cwd())}Give a folder of Terraform, a .tf, .tf.json, .tfvars or .tfvars.json file, or a plan (terraform show -json plan.tfplan > plan.json).`,
    });
  });

  it.each([
    ["not json", "text"],
    ["aponoToken = 1\n", "values without their module"],
    ["[1, 2]", "a list in JSON"],
    [
      '\n  # aws_iam_role.a will be created\n  + resource "aws_iam_role" "a" {\n    }\n',
      "a plan to read",
    ],
  ])("- is standard input, of which nothing is made of %j: %s", async (input) => {
    expect(await runCli(["validate", "-"], { input })).toEqual({
      code: 2,
      out: "",
      err: "Standard input is neither a plan as JSON nor Terraform. Give a plan like this: terraform show -json plan.tfplan | apono-connector validate -. Values of variables need --module.",
    });
  });

  it.each([
    ['{"format_version":"1.0"}', 'it has neither "planned_values" nor "resource_changes"'],
    ['{"format_version":"1.2","resource_changes":[', "it is not JSON"],
    [
      '{"format_version":"2.0","resource_changes":[]}',
      "its format_version is 2.0, and 1 is what is understood here",
    ],
  ])("- is standard input, where %s is no plan", async (input, problem) => {
    expect(await runCli(["validate", "-"], { input })).toEqual({
      code: 2,
      out: "",
      err: `Standard input is no plan of Terraform: ${problem}. Make it like this: terraform show -json plan.tfplan | apono-connector validate -`,
    });
  });

  it("- is standard input, where a plan in Terraform's own format is of no use", async () => {
    expect((await runCli(["validate", "-"], { input: "PK\u0003\u0004" })).err).toBe(
      "Standard input is a plan in Terraform's own format. Give it as JSON: terraform show -json plan.tfplan | apono-connector validate -",
    );
  });

  it("are the project's stacks and modules where there are none: and those are clean", async () => {
    const { code, out } = await validate("--format", "json");
    const { summary } = JSON.parse(out) as { summary: Record<string, number> };
    expect(summary).toMatchObject({ errors: 0, warnings: 0 });
    expect(summary["files"]).toBeGreaterThan(10);
    expect(code).toBe(0);
  }, 60_000);
});

describe("what is chosen", () => {
  it("--only runs some rules alone", async () => {
    write({ "a.tf": UNPINNED, "b.tf": BROKEN });
    expect(rulesIn((await validate(".", "-f", "json", "--only", "syntax")).out)).toEqual([
      "syntax",
    ]);
    const all = rulesIn((await validate(".", "-f", "json")).out);
    expect(all).toEqual(expect.arrayContaining(["syntax", "module-unpinned"]));
  });

  it("--min-severity leaves out, --fail-on decides the exit code", async () => {
    write({ "a.tf": UNPINNED });
    const unpinned = ["--only", "module-unpinned", "-f", "json"];
    expect(await validate(".", ...unpinned)).toMatchObject({ code: 1 });
    const lenient = await validate(".", ...unpinned, "--fail-on", "error");
    expect(lenient.code).toBe(0);
    expect(rulesIn(lenient.out)).toEqual(["module-unpinned"]);
    const strict = await validate(".", ...unpinned, "--min-severity", "error");
    expect(strict.code).toBe(0);
    expect(rulesIn(strict.out)).toEqual([]);
  });

  it("--output writes into a file", async () => {
    write({ "main.tf": BROKEN, "out/.keep": "" });
    const { code, out, err } = await validate(".", "-f", "json", "--output", "out/found.json");
    expect({ code, out, err }).toEqual({ code: 1, out: "", err: "Written to out/found.json." });
    expect(rulesIn(readFileSync("out/found.json", "utf8"))).toEqual(["syntax"]);
    expect(existsSync("found.json")).toBe(false);
  });

  it.each([
    ["gone/below/x", "There is no folder gone/below. Make it first, or correct the path."],
    ["main.tf/x", "main.tf is a file, and no folder. Correct the path."],
    ["out", "That is a folder. Name a file in it, such as out/findings.txt."],
  ])(
    "--output makes no folders, and says so before anything is read: %s",
    async (file, problem) => {
      write({ "main.tf": "locals {}\n", "out/.keep": "" });
      expect(await validate("nowhere", "--output", file)).toEqual({
        code: 2,
        out: "",
        err: `--output ${file}: ${problem}`,
      });
      expect(readdirSync(".").sort()).toEqual([".git", "main.tf", "out"]);
    },
  );

  it("--list-rules and --explain show the rules", async () => {
    const list = await validate("--list-rules");
    expect(list.out).toContain("token-in-plain-text");
    const page = await validate("--explain", "syntax");
    expect(page.code).toBe(0);
    expect(page.out).toMatch(/^# Every file is Terraform's syntax\n/);
    expect(page.out).not.toContain("<!--");
    expect(await validate("--explain", "sintax")).toMatchObject({
      code: 2,
      err: 'There is no rule "sintax". Did you mean syntax? --list-rules shows them all.',
    });
  });

  it("wrong options end with 2", async () => {
    expect((await validate(".", "--format", "xml")).code).toBe(2);
    expect((await validate(".", "--only", "nothing-such")).code).toBe(2);
    expect((await validate(".", "--module", "nothing-such")).code).toBe(2);
  });
});

describe("secrets", () => {
  const SECRET = "Zx81qQ4m77LpooT9";
  // The warning about the version is in the line of the token.
  const files = {
    "main.tf": `module "apono" { source = "app.terraform.io/acme/apono-org-delegation/aws" }\nvariable "APONO_TOKEN" {\n  default = "${SECRET}"\n}\nlocals { a = local.b.\nx = "${SECRET}" }\n`,
    "x.tfvars": `APONO_TOKEN = ["${SECRET}"]\n`,
    "plan/plan.json": planOf([], { variables: { APONO_TOKEN: { value: SECRET } } }),
  };

  it.each(["text", "json", "sarif", "junit", "github"])("are not in %s", async (format) => {
    write(files);
    const { code, out, err } = await validate(".", "plan/plan.json", "--format", format);
    expect(code).toBe(1);
    expect(out).toContain("token-in-plain-text");
    expect(out + err).not.toContain(SECRET);
  });

  it("hide their line from every rule, also where the rule that knows them doesn't run", async () => {
    write({
      "x.tfvars": `x = 1\naponoToken = "${SECRET}"\n`,
      "main.tf": `resource "aws_instance" "x" {\n  user_data = <<EOT\nAPONO_\nTOKEN=1\nEOT\n}\nlocals { x = ["AKIA${"Q3EGRZ5XW7LMN2AB"}", 'x'] }\n`,
    });
    for (const only of [[], ["--only", "syntax"]]) {
      const { out } = await validate(".", ...only);
      expect(out).toContain("main.tf:7:");
      expect(out).not.toContain("Q3EGRZ5XW7LMN2AB");
    }
  });
});

import { runCli } from "../../../support/cli";
import { inOwnFolder, write } from "../../../support/validate-folder";

// The first to run loads the schemas of the providers, on a busy machine for long.
jest.setTimeout(60_000);

const BROKEN = 'variable "name" {\n  default = "apono\n}\n';

inOwnFolder();

interface Output {
  readonly findings: readonly { readonly rule: string; readonly file: string }[];
  readonly summary: Readonly<Record<string, number>>;
  readonly unread: readonly { readonly file: string; readonly line: number }[];
}

/** What was told, as file and rule, and how much was left out. */
async function validate(...args: string[]) {
  const { code, out } = await runCli(["validate", ...args, "--format", "json"]);
  const { findings, summary, unread } = JSON.parse(out) as Output;
  return {
    code,
    told: findings.map(({ rule, file }) => `${file} ${rule}`),
    leftOut: summary["leftOut"],
    unread: unread.map(({ file, line }) => `${file}:${line}`),
  };
}

/** Everything in it needs what another file declares. */
const NEEDY = `resource "aws_cloudwatch_log_group" "connector" {
  name       = var.name
  kms_key_id = aws_kms_key.connector.arn
  provider   = aws.other
  depends_on = [aws_iam_role.connector]
}
`;

describe("where a file can't be read", () => {
  it("nothing is concluded from what it may declare, and that is said", async () => {
    write({ "main.tf": NEEDY, "other.tf": BROKEN });
    expect(await validate(".")).toEqual({
      code: 1,
      told: ["other.tf syntax"],
      leftOut: 4,
      unread: ["other.tf:2"],
    });
    const { out } = await runCli(["validate", "."]);
    expect(out).toMatch(
      /\n\nother\.tf:2:13 can't be read: 4 findings that depend on what it says are left out\. Mend its syntax first\.\n\n1 error in 1 of 2 files\.$/,
    );
  });

  it("that is said on one line, whatever the file is called", async () => {
    write({ "main.tf": NEEDY, "a\nb.tf": BROKEN });
    expect((await runCli(["validate", "."])).out).toMatch(/^a\ufffdb\.tf:2:13 can't be read: /m);
  });

  it("all is concluded once it is mended", async () => {
    write({ "main.tf": NEEDY, "other.tf": 'variable "name" {\n  default = "apono"\n}\n' });
    const { told, leftOut, unread } = await validate(".");
    expect(told.filter((each) => /reference-undeclared|meta-arg|unpinned/.test(each))).toHaveLength(
      4,
    );
    expect({ leftOut, unread }).toEqual({ leftOut: 0, unread: [] });
    expect((await runCli(["validate", "."])).out).not.toContain("left out");
  });

  it("what is wrong by itself is told all the same", async () => {
    write({
      "main.tf": `variable "apono_token" {\n  default = "the-token-itself"\n}\nlocals {\n  sum = uper("one")\n}\n`,
      "other.tf": `${BROKEN}resource "aws_iam_role_policy" "x" {}\n`,
      "more.tf": 'output "x" {\n  value     = "AKIAQ3EGRZ5XW7LMN2AB"\n  sensitive = \n}\n',
    });
    const { told } = await validate(".");
    expect(told).toEqual([
      "main.tf token-in-plain-text",
      "main.tf function-call",
      "more.tf token-in-plain-text",
      "more.tf syntax",
      "other.tf syntax",
    ]);
  });

  it("its own blocks are not said to lack anything", async () => {
    write({
      "main.tf": 'resource "aws_iam_role" "x" {\n  name = "x"\n  assume_role_policy = {{\n}\n',
    });
    expect((await validate(".")).told).toEqual(["main.tf syntax"]);
  });

  it("it is what comes first, whatever its name is", async () => {
    write({
      "a.tf": 'locals {\n  sum = uper("one")\n}\n',
      "z.tf": `locals {\n  sum2 = uper("one")\n}\n${BROKEN}`,
    });
    const { out } = await runCli(["validate", "."]);
    expect(out).toMatch(/^z\.tf\nz\.tf:5:13 error .*\n[^]*\n\na\.tf\na\.tf:2/);
  });

  it("other folders are read as ever, but for what they ask of this one", async () => {
    write({
      "module/main.tf": BROKEN,
      "caller/main.tf":
        'module "m" {\n  source = "../module"\n  name   = "x"\n}\noutput "x" {\n  description = "x"\n  value       = module.m.gone\n}\n',
      "other/main.tf": "locals {\n  x = var.gone\n}\n",
    });
    expect(await validate(".")).toEqual({
      code: 1,
      told: ["module/main.tf syntax", "other/main.tf reference-undeclared"],
      leftOut: 3,
      unread: ["module/main.tf:2"],
    });
  });

  it("folders below it may be called by it, and are not told what only a root must have", async () => {
    const root = `module "apono" {
  source           = "app.terraform.io/acme/apono-org-delegation/aws"
  version          = "~> 1.0"
  connectorRoleArn = "arn:aws:iam::123456789012:role/apono-connector"

  organizationalUnitIds = ["ou-ab12-cdef3456"]
}
`;
    write({ "live/main.tf": BROKEN, "live/below/main.tf": root, "beside/main.tf": root });
    expect((await validate(".")).told).toEqual([
      "beside/main.tf region-missing",
      "live/main.tf syntax",
    ]);
  });

  it("values of variables beside it are not held against it", async () => {
    write({
      "main.tf": BROKEN,
      "prod.tfvars": 'gone = "x"\n',
      "x/main.tf": "",
      "x/y.tfvars": "gone = 1\n",
    });
    expect((await validate(".")).told).toEqual(["main.tf syntax", "x/y.tfvars variables"]);
  });

  it("values of variables that can't be read are not said to lack any", async () => {
    write({ "prod.tfvars": "subnetIds = [\n" });
    expect((await validate(".")).told).toEqual(["prod.tfvars syntax"]);
  });

  it("an override is not said to override nothing", async () => {
    write({ "main.tf": BROKEN, "x_override.tf": 'variable "other" {\n  default = "x"\n}\n' });
    expect((await validate(".")).told).toEqual(["main.tf syntax"]);
  });
});

describe("what was left out is no clean bill", () => {
  it.each([
    ["another file was asked for", ["main.tf"]],
    ["another rule was asked for", [".", "--only", "reference-undeclared"]],
    ["the syntax is turned off", [".", "--off", "syntax=made by a tool"]],
  ])("where %s", async (_, args) => {
    write({ "main.tf": NEEDY, "other.tf": BROKEN });
    const { code, leftOut, unread } = await validate(...args);
    expect(code).toBe(1);
    expect(leftOut).toBeGreaterThan(0);
    expect(unread).toEqual(["other.tf:2"]);
    for (const format of ["text", "github", "junit", "sarif"])
      expect((await runCli(["validate", ...args, "-f", format])).out).toContain("left out");
  });

  it("and doesn't read like one", async () => {
    write({ "main.tf": NEEDY, "other.tf": BROKEN });
    expect((await runCli(["validate", "main.tf"])).out).toMatch(
      /\n\nNo other findings in 1 file\.$/,
    );
  });

  it("unless it would not have failed either", async () => {
    write({ "main.tf": 'variable "x" {}\n', "other.tf": BROKEN });
    expect(await validate(".", "--only", "input-undocumented", "--fail-on", "error")).toMatchObject(
      {
        code: 0,
      },
    );
  });
});

import { runCli } from "../../../support/cli";
import { inOwnFolder, write } from "../../../support/validate-folder";

const SYNTAX = ["--only", "token-in-plain-text", "-f", "json"];
const validate = (...args: string[]) => runCli(["validate", ".", ...args]);
/** A mistake that leaves the rest of the file readable. */
const DOUBLE = 'locals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp"\n}\n';
interface Found {
  readonly findings: {
    file: string;
    line: number;
    suppressed?: { reason: string; where: string };
  }[];
}
const found = (out: string) =>
  (JSON.parse(out) as Found).findings.map(({ file, line, suppressed }) => [
    `${file}:${line}`,
    suppressed === undefined ? undefined : `${suppressed.where}: ${suppressed.reason}`,
  ]);

inOwnFolder();

describe("--off", () => {
  it("turns a rule off, and keeps the reason with the finding", async () => {
    write({ "main.tf": DOUBLE });
    const { code, out } = await validate(
      ...SYNTAX,
      "--off",
      "token-in-plain-text=known = and meant",
    );
    expect(found(out)).toEqual([["main.tf:3", "external: known = and meant"]]);
    expect(code).toBe(0);
    expect((await validate("--off", "token-in-plain-text=known")).out).toContain(
      "No findings in 1 file. 1 finding suppressed.",
    );
  });

  it.each([
    [
      "token-in-plain-text",
      "--off token-in-plain-text: the reason is missing. Add why token-in-plain-text is suppressed.",
    ],
    [
      "token-in-plain-text= ",
      "--off token-in-plain-text= : the reason is missing. Add why token-in-plain-text is suppressed.",
    ],
    [
      "token-in-plain-txt=x",
      '--off token-in-plain-txt=x: rule "token-in-plain-txt" doesn\'t exist. Did you mean token-in-plain-text? --list-rules lists all rules.',
    ],
  ])("%s is refused", async (off, err) => {
    write({ "main.tf": DOUBLE });
    expect(await validate("--off", off)).toEqual({ code: 2, out: "", err });
  });
});

describe("a comment", () => {
  it("turns a rule off in a file of variables, too", async () => {
    write({
      "x.tfvars":
        'apono_token = "Zx81qQ4m77Lp"\n# apono-connector: off token-in-plain-text for the test\nAPONO_TOKEN = "Zx81qQ4m77Lp"\n',
    });
    const { out } = await validate(...SYNTAX);
    expect(found(out)).toEqual([
      ["x.tfvars:1", undefined],
      ["x.tfvars:3", "inSource: for the test"],
    ]);
  });

  it("in a file of variables is refused as elsewhere", async () => {
    write({ "main.tf": "", "x.tfvars": "a = 1 # apono-connector: off variables\n" });
    expect(await validate()).toMatchObject({
      code: 2,
      err: "x.tfvars:1:7: the reason is missing. Add why variables is suppressed.",
    });
  });

  it.each([
    [
      "on the line before",
      'locals {\n  a = 1\n  # apono-connector: off token-in-plain-text why not\n  apono_token = "Zx81qQ4m77Lp"\n}\n',
    ],
    [
      "on the line",
      'locals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp" // apono-connector: off token-in-plain-text why not\n}\n',
    ],
    [
      "with others between",
      'locals {\n  a = 1\n  /* apono-connector: off token-in-plain-text why not */\n  # more\n  apono_token = "Zx81qQ4m77Lp"\n}\n',
    ],
  ])("%s turns a rule off", async (_, text) => {
    write({ "main.tf": text });
    const { code, out } = await validate(...SYNTAX);
    expect(found(out).map(([, suppressed]) => suppressed)).toEqual(["inSource: why not"]);
    expect(code).toBe(0);
  });

  it("counts for its line and rule only", async () => {
    write({
      "main.tf":
        '# apono-connector: off token-in-plain-text why not\nlocals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp"\n  APONO_TOKEN = "Zx81qQ4m77Lp" # apono-connector: off token-in-plain-text this\n}\n',
    });
    const { code, out } = await validate(...SYNTAX);
    expect(found(out)).toEqual([
      ["main.tf:4", undefined],
      ["main.tf:5", "inSource: this"],
    ]);
    expect(code).toBe(1);
  });

  it("without a reason, or for no rule, is refused with its place", async () => {
    write({ "main.tf": "locals {\n  # apono-connector: off token-in-plain-text\n}\n" });
    expect(await validate()).toEqual({
      code: 2,
      out: "",
      err: "main.tf:2:3: the reason is missing. Add why token-in-plain-text is suppressed.",
    });
    write({ "main.tf": "# apono-connector: off tokn-in-plain-text x\n" });
    expect((await validate()).err).toMatch(/Did you mean token-in-plain-text\?/);
  });
});

describe(".apono-connector.json", () => {
  const off = (reason: unknown) =>
    JSON.stringify({ validate: { off: { "token-in-plain-text": reason } } });

  it("turns rules off for its folder and what is below, when that is validated", async () => {
    write({ "main.tf": DOUBLE, "a/b/main.tf": DOUBLE, "a/.apono-connector.json": off("old") });
    const all = await runCli(["validate", ".", "a/b", ...SYNTAX]);
    expect(found(all.out)).toEqual([
      ["a/b/main.tf:3", "external: old"],
      ["main.tf:3", undefined],
    ]);
    expect(all.code).toBe(1);
  });

  it.each([
    ["{\n  validate", /^\.apono-connector\.json:2:3 is not valid JSON\. Correct it\.$/],
    [
      '{"validat": {}}',
      /setting "validat" doesn't exist\. Did you mean validate\? The settings are: validate\.$/,
    ],
    ['{"validate": []}', /"validate" is not an object\. Write: /],
    [
      off(1),
      /the reason for "token-in-plain-text" is not a string\. Write why the rule is suppressed\.$/,
    ],
    [off(""), /the reason is missing/],
    [
      '{"validate": {"off": {"token-in-plain-txt": "x"}}}',
      /rule "token-in-plain-txt" doesn't exist\. Did you mean token-in-plain-text\?/,
    ],
  ])("is refused where it is %s", async (text, err) => {
    write({ "main.tf": "", ".apono-connector.json": text });
    const result = await validate();
    expect(result.err).toMatch(err);
    expect(result.code).toBe(2);
  });
});

describe("a finding that speaks for others", () => {
  const role = (comment = "") => `resource "aws_iam_role" "apono" {
  name = "apono-connector"
}
resource "aws_iam_role_policy" "p" {
  role = aws_iam_role.apono.name
  policy = jsonencode({
    Statement = [{
      Effect = "Allow"
      ${comment}
      Action   = "iam:*"
      Resource = "*"
    }]
  })
}
`;
  const told = async (...args: string[]) => {
    const { out } = await validate(
      "-f",
      "json",
      "--only",
      "iam-privilege-escalation",
      "iam-wildcard-beyond-sets",
      ...args,
    );
    const { findings } = JSON.parse(out) as {
      findings: { rule: string; suppressed?: { where: string } }[];
    };
    return findings.map(({ rule, suppressed }) => `${rule} ${suppressed?.where ?? "counts"}`);
  };

  it("takes them along where a comment accepts it", async () => {
    write({ "main.tf": role("# apono-connector: off iam-privilege-escalation agreed") });
    expect(await told()).toEqual(["iam-privilege-escalation inSource"]);
  });

  it("leaves them their say where its rule is turned off for the run", async () => {
    write({ "main.tf": role() });
    expect(await told("--off", "iam-privilege-escalation=later")).toEqual([
      "iam-privilege-escalation external",
      "iam-wildcard-beyond-sets counts",
    ]);
  });
});

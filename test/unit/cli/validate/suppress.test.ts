import { runCli } from "../../../support/cli";
import { inOwnFolder, write } from "../../../support/validate-folder";

const SYNTAX = ["--only", "syntax", "-f", "json"];
const validate = (...args: string[]) => runCli(["validate", ".", ...args]);
/** A mistake that leaves the rest of the file readable. */
const DOUBLE = "locals {\n  a = 1\n  a = 2\n}\n";
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
    const { code, out } = await validate(...SYNTAX, "--off", "syntax=known = and meant");
    expect(found(out)).toEqual([["main.tf:3", "external: known = and meant"]]);
    expect(code).toBe(0);
    expect((await validate("--off", "syntax=known")).out).toBe(
      "No findings in 1 file. 1 finding suppressed.",
    );
  });

  it.each([
    ["syntax", "--off syntax: the reason is missing. Say why syntax shall not count there."],
    ["syntax= ", "--off syntax= : the reason is missing. Say why syntax shall not count there."],
    [
      "sintax=x",
      '--off sintax=x: there is no rule "sintax". Did you mean syntax? --list-rules shows them all.',
    ],
  ])("%s is refused", async (off, err) => {
    write({ "main.tf": DOUBLE });
    expect(await validate("--off", off)).toEqual({ code: 2, out: "", err });
  });
});

describe("a comment", () => {
  it("turns a rule off in a file of variables, too", async () => {
    write({
      "main.tf": "",
      "x.tfvars":
        "a = 1\n# apono-connector: off variables for the test\nb = 1\nc = 1 # apono-connector: off variables here, too\n",
    });
    const { out } = await validate("--only", "variables", "-f", "json");
    expect(found(out)).toEqual([
      ["x.tfvars:1", undefined],
      ["x.tfvars:3", "inSource: for the test"],
      ["x.tfvars:4", "inSource: here, too"],
    ]);
  });

  it("in a file of variables is refused as elsewhere", async () => {
    write({ "main.tf": "", "x.tfvars": "a = 1 # apono-connector: off variables\n" });
    expect(await validate()).toMatchObject({
      code: 2,
      err: "x.tfvars:1:7: the reason is missing. Say why variables shall not count there.",
    });
  });

  it.each([
    [
      "on the line before",
      "locals {\n  a = 1\n  # apono-connector: off syntax why not\n  a = 2\n}\n",
    ],
    ["on the line", "locals {\n  a = 1\n  a = 2 // apono-connector: off syntax why not\n}\n"],
    [
      "with others between",
      "locals {\n  a = 1\n  /* apono-connector: off syntax why not */\n  # more\n  a = 2\n}\n",
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
        "# apono-connector: off syntax why not\nlocals {\n  a = 1\n  a = 2\n  a = 3 # apono-connector: off syntax this\n}\n",
    });
    const { code, out } = await validate(...SYNTAX);
    expect(found(out)).toEqual([
      ["main.tf:4", undefined],
      ["main.tf:5", "inSource: this"],
    ]);
    expect(code).toBe(1);
  });

  it("without a reason, or for no rule, is refused with its place", async () => {
    write({ "main.tf": "locals {\n  # apono-connector: off syntax\n}\n" });
    expect(await validate()).toEqual({
      code: 2,
      out: "",
      err: "main.tf:2:3: the reason is missing. Say why syntax shall not count there.",
    });
    write({ "main.tf": "# apono-connector: off tokn-in-plain-text x\n" });
    expect((await validate()).err).toMatch(/Did you mean token-in-plain-text\?/);
  });
});

describe(".apono-connector.json", () => {
  const off = (reason: unknown) => JSON.stringify({ validate: { off: { syntax: reason } } });

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
    ["{\n  validate", /^\.apono-connector\.json:2:3 is not JSON\. Correct it\.$/],
    [
      '{"validat": {}}',
      /there is no setting "validat"\. Did you mean validate\? There is: validate\.$/,
    ],
    ['{"validate": []}', /"validate" is no object\. Write it like this: /],
    [off(1), /the reason of "syntax" is no text\. Say why it shall not count\.$/],
    [off(""), /the reason is missing/],
    ['{"validate": {"off": {"sintax": "x"}}}', /there is no rule "sintax"\. Did you mean syntax\?/],
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

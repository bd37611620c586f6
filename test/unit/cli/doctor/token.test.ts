import { readRequest } from "../../../../cli/doctor/request";
import { checkToken } from "../../../../cli/doctor/token";

const check = async (env: Record<string, string>, vars: string[] = []) =>
  checkToken(await readRequest({ var: vars }, env));
const withToken = (token: string) => check({ TF_VAR_APONO_TOKEN: token });

const ENTER = "read -rs TF_VAR_APONO_TOKEN && export TF_VAR_APONO_TOKEN";
const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:apono-Ab12Cd";

describe("checkToken", () => {
  it.each([
    ["", "TF_VAR_APONO_TOKEN: the token is empty. Copy it from Apono's connector page."],
    [
      " a-good-token-0123456789",
      "TF_VAR_APONO_TOKEN: the token starts or ends with white space. Copy it again, without it.",
    ],
    [
      "a-good-token\u00010123456789",
      "TF_VAR_APONO_TOKEN: the token contains control characters. Copy it again, as plain text.",
    ],
    ["<your token>", "TF_VAR_APONO_TOKEN contains a placeholder, not a token."],
    ["…", "TF_VAR_APONO_TOKEN contains a placeholder, not a token."],
    ["your-token", "TF_VAR_APONO_TOKEN contains a placeholder, not a token."],
    ["$APONO_TOKEN", "TF_VAR_APONO_TOKEN contains a placeholder, not a token."],
  ])("refuses %j", async (token, summary) => {
    expect(await withToken(token)).toContainEqual({
      id: "token.form",
      status: "problem",
      summary,
      fix: ENTER,
    });
  });

  it("keeps the module's own rules: a line break at the end breaks two of them", async () => {
    const found = await withToken("a-good-token-0123456789\n");
    expect(found.map(({ summary }) => summary)).toEqual([
      "TF_VAR_APONO_TOKEN: the token contains a line break. Copy it again, on one line.",
      "TF_VAR_APONO_TOKEN: the token starts or ends with white space. Copy it again, without it.",
    ]);
  });

  it.each([
    [
      '"a-good-token-0123456789"',
      "The token in TF_VAR_APONO_TOKEN is in quotes, or has a word before it.",
    ],
    [
      "Bearer 0123456789abcdef",
      "The token in TF_VAR_APONO_TOKEN is in quotes, or has a word before it.",
    ],
    ["0123456789 abcdefghij", "The token in TF_VAR_APONO_TOKEN contains white space."],
    ["abc123", "The token in TF_VAR_APONO_TOKEN is only a few characters long."],
  ])("warns of %j", async (token, summary) => {
    expect(await withToken(token)).toEqual([
      expect.objectContaining({ id: "token.form", status: "warning", summary }),
    ]);
  });

  it("takes any other token, and says nothing of it", async () => {
    const token = 'p%${x}"\\ü-0123456789';
    const results = await withToken(token);
    expect(results).toEqual([
      {
        id: "token.form",
        status: "ok",
        summary: "TF_VAR_APONO_TOKEN is set and looks like a token.",
      },
    ]);
    expect(JSON.stringify(results)).not.toContain("0123456789");
  });

  it("misses it", async () => {
    expect(await check({})).toEqual([
      {
        id: "token.present",
        status: "problem",
        summary: "TF_VAR_APONO_TOKEN is not set.",
        fix: ENTER,
      },
    ]);
  });

  it("knows the variable of other configurations from the stacks'", async () => {
    const results = await check({ TF_VAR_aponoToken: "a-good-token-0123456789" });
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      ["token.source", "warning"],
      ["token.form", "ok"],
    ]);
    expect(results[0]!.fix).toBe('export TF_VAR_APONO_TOKEN="$TF_VAR_aponoToken"');
  });

  it("warns of one on the command line", async () => {
    expect((await check({}, ["APONO_TOKEN=a-good-token-0123456789"]))[0]).toMatchObject({
      status: "warning",
      summary: "A token on the command line stays in the shell's history.",
    });
  });

  it("needs none beside a secret, and takes only one of the two", async () => {
    expect(await check({ TF_VAR_aponoTokenSecretArn: SECRET })).toEqual([
      expect.objectContaining({ id: "token.present", status: "ok" }),
    ]);
    expect(
      await check({
        TF_VAR_aponoTokenSecretArn: SECRET,
        TF_VAR_APONO_TOKEN: "a-good-token-0123456789",
      }),
    ).toContainEqual({
      id: "token.source",
      status: "problem",
      summary: `TF_VAR_APONO_TOKEN and aponoTokenSecretArn ("${SECRET}") are both set.`,
      fix: "Set only one of the two.",
    });
  });

  it("is not asked for by an organization's delegation alone", async () => {
    const request = await readRequest({ organization: true }, {});
    expect(checkToken(request)).toEqual([
      expect.objectContaining({ status: "skipped", summary: "org-delegation needs no token." }),
    ]);
  });
});

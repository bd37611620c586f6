import { findingsIn } from "../../../support/findings-in";
import { workspaceOf } from "../../../support/workspace";
import { RULES } from "../../../../cli/validate/rules";
import { granting } from "./rules/find";

const IAM_RULES = RULES.filter(({ id }) => id.startsWith("iam-"));

/** What all rules find: severity and rule, and below each what it speaks for. */
async function found(text: string): Promise<string[]> {
  const all = await findingsIn(await workspaceOf({ "main.tf": text }), IAM_RULES);
  return all.flatMap(({ severity, rule, related = [] }) => [
    `${severity} ${rule}`,
    ...related.flatMap(({ message }) => {
      const also = /^Also, by ([\w-]+): .*\.$/s.exec(message)?.[1];
      return also === undefined ? [] : [`  ${also}`];
    }),
  ]);
}

const allow = (action: string, resource = '"*"', more = "") =>
  granting(`Effect = "Allow"\nAction = ${action}\nResource = ${resource}\n${more}`);

describe("one fault is one finding", () => {
  it.each([
    [
      "an action that AWS doesn't have",
      allow('"s3:PutObjekt"', '"*"'),
      ["error iam-unknown-action"],
    ],
    [
      "an action that AWS doesn't have, on what it could not work on",
      allow('"s3:PutObjekt"', '"arn:aws:sns:*:*:topic"'),
      ["error iam-unknown-action"],
    ],
    [
      "an action on what it can't work on",
      allow('"s3:PutBucketPolicy"', '"arn:aws:s3:::reports/*"'),
      ["warning iam-resource-mismatch"],
    ],
    ["what is no ARN", allow('"s3:PutObject"', '"reports"'), ["error iam-resource-mismatch"]],
    [
      "a condition that is never met",
      allow('"ec2:CreateVpc"', '"*"', 'Condition = { StringEquals = { "sts:ExternalId" = "x" } }'),
      ["warning iam-condition-never-met"],
    ],
    [
      "a condition key that is misspelt",
      allow(
        '"secretsmanager:GetSecretValue"',
        '"*"',
        'Condition = { StringEquals = { "aws:ResourceTags/apono-connector-read" = "true" } }',
      ),
      ["error iam-unknown-condition-key"],
    ],
    [
      "a condition key that is misspelt, under an operator that takes its absence for a yes",
      allow(
        '"secretsmanager:GetSecretValue"',
        '"*"',
        'Condition = { StringEqualsIfExists = { "aws:ResourceTags/apono-connector-read" = "true" } }',
      ),
      [
        "error iam-unknown-condition-key",
        "  iam-privilege-escalation",
        "  iam-wildcard-beyond-sets",
      ],
    ],
    [
      "an operator that IAM doesn't have",
      allow('"s3:PutObject"', '"*"', 'Condition = { StringEqual = { "aws:userid" = "x" } }'),
      ["error iam-condition-operator"],
    ],
    [
      "a way to more permissions",
      allow('["iam:PassRole", "lambda:CreateFunction"]'),
      ["error iam-privilege-escalation", "  iam-wildcard-beyond-sets"],
    ],
    [
      "a wildcard that opens many ways",
      allow('"iam:*"'),
      ["error iam-privilege-escalation", "  iam-wildcard-beyond-sets"],
    ],
    ["everything", allow('"*"'), ["error iam-privilege-escalation", "  iam-wildcard-beyond-sets"]],
    [
      "everything but something",
      granting('Effect = "Allow"\nNotAction = ["iam:*"]\nResource = "*"'),
      ["error iam-allow-not-action", "  iam-privilege-escalation"],
    ],
    [
      "everything but something that AWS doesn't have, which are two",
      granting('Effect = "Allow"\nNotAction = ["iam:PutRolePolicies"]\nResource = "*"'),
      ["error iam-allow-not-action", "  iam-privilege-escalation", "error iam-unknown-action"],
    ],
    [
      "a role that is passed to anything, where nothing is made of it",
      allow('"iam:PassRole"'),
      ["error iam-wildcard-beyond-sets"],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  it("what else the statement grants is told still", async () => {
    const text = allow('["iam:PassRole", "lambda:CreateFunction", "s3:PutObject", "s3:PutObjekt"]');
    expect(await found(text)).toEqual([
      "error iam-privilege-escalation",
      "  iam-wildcard-beyond-sets",
      "error iam-wildcard-beyond-sets",
      "error iam-unknown-action",
    ]);
    const all = await findingsIn(await workspaceOf({ "main.tf": text }), IAM_RULES);
    const beyond = all.find(({ rule }) => rule === "iam-wildcard-beyond-sets");
    expect(beyond?.message).toContain("may do s3:PutObject (write) on everything (*);");
  });

  it("is told once for two roles that have it", async () => {
    const shared = `${allow('"ec2:DescribeTags"')}
resource "aws_iam_role" "second" {
  name               = "apono-second"
  assume_role_policy = aws_iam_role.connector.assume_role_policy
}
resource "aws_iam_policy" "shared" {
  name   = "shared"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }] })
}
resource "aws_iam_policy_attachment" "shared" {
  name       = "shared"
  roles      = [aws_iam_role.connector.name, aws_iam_role.second.name]
  policy_arn = aws_iam_policy.shared.arn
}
`;
    expect(await found(shared)).toEqual([
      "error iam-wildcard-beyond-sets",
      "  iam-wildcard-beyond-sets",
    ]);
  });
});

import { conditionNeverMet } from "../../../../../../cli/validate/rules/iam-condition-never-met";
import { conditionOperator } from "../../../../../../cli/validate/rules/iam-condition-operator";
import { rolePolicy } from "../../../../../../test/support/policy-examples";
import { resourceMismatch } from "../../../../../../cli/validate/rules/iam-resource-mismatch";
import { unknownAction } from "../../../../../../cli/validate/rules/iam-unknown-action";
import { unknownConditionKey } from "../../../../../../cli/validate/rules/iam-unknown-condition-key";
import { documentPolicy, findings, jsonPolicy, mends, planPolicy } from "./find";

const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

describe("iam-unknown-action", () => {
  it.each([
    [
      rolePolicy('Effect = "Allow"\nAction = "s3:GetObjekt"\nResource = "*"'),
      "main.tf:9",
      "aws_iam_role_policy.extra",
    ],
    [jsonPolicy(allow("s3:GetObjekt")), "main.tf.json:7", "aws_iam_role_policy.p"],
    [planPolicy(allow("s3:GetObjekt")), "plan.json:1", "module.apono.aws_iam_role_policy.p"],
    [
      documentPolicy('actions = ["s3:GetObjekt"]\nresources = ["*"]'),
      "main.tf:3",
      "aws_iam_role_policy.p",
    ],
  ])("finds a slip of the pen %#", async (files, place, address) => {
    expect(await findings(unknownAction, files)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^error ${place} ${address.replaceAll(".", "\\.")}, statement 1: AWS has no action "s3:GetObjekt" \\(as of [-\\d]{10}\\)\\.$`,
        ),
      ),
    ]);
    expect(await mends(unknownAction, files)).toEqual([
      expect.stringMatching(/^Did you mean s3:GetObject(, or s3:\w+)*\?$/),
    ]);
  });

  it("finds patterns that match nothing, and actions without a service", async () => {
    expect(await findings(unknownAction, jsonPolicy(allow(["s3:Gte*", "GetObject"])))).toEqual([
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: "GetObject" is no action: the service in front is missing.',
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: "s3:Gte*" matches no action that AWS has.',
    ]);
  });

  it.each([
    [jsonPolicy(allow(["*", "s3:*", "ssm:GetParameters*", "S3:getobject", "iam:PassRole"]))],
    [rolePolicy('Effect = "Allow"\nAction = var.actions\nResource = "*"')],
    [documentPolicy('not_actions = ["iam:*"]\neffect = "Deny"\nresources = ["*"]')],
  ])("takes what exists, and what isn't known %#", async (files) => {
    expect(await findings(unknownAction, files)).toEqual([]);
  });

  it("reads a heredoc line by line, and a policy in a local value once", async () => {
    const heredoc = `resource "aws_iam_role_policy" "p" {
  role   = "apono-connector"
  policy = <<EOT
{
  "Statement": [{
    "Effect": "Allow",
    "Action": "ec2:DescribeInstancs",
    "Resource": "arn:\${var.partition}:s3:::x"
  }]
}
EOT
}
`;
    expect(await findings(unknownAction, heredoc)).toEqual([
      expect.stringMatching(
        /^error main\.tf:7 aws_iam_role_policy\.p, statement 1: AWS has no action "ec2:DescribeInstancs"/,
      ),
    ]);
    const local = `locals {
  policies = {
    a = { Statement = [{ Effect = "Allow", Action = "ec2:DescribeTagz", Resource = "*" }] }
  }
}
resource "aws_iam_role_policy" "p" {
  for_each = local.policies
  role     = "apono-connector"
  policy   = jsonencode(each.value)
}
`;
    expect(await findings(unknownAction, local)).toEqual([
      expect.stringMatching(
        /^error main\.tf:3 aws_iam_role_policy\.p\["a"\], statement 1: AWS has no action/,
      ),
    ]);
  });
});

describe("conditions", () => {
  const on = (Condition: object, Action = "secretsmanager:GetSecretValue") =>
    jsonPolicy(allow(Action, "*", { Condition }));

  it("finds a key that AWS doesn't have", async () => {
    expect(
      await findings(unknownConditionKey, on({ StringEquals: { "aws:SourceAcount": "1" } })),
    ).toEqual([
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: AWS has no condition key "aws:SourceAcount" (in StringEquals).',
    ]);
    expect(
      await mends(unknownConditionKey, on({ StringEquals: { "aws:SourceAcount": "1" } })),
    ).toEqual(["Did you mean aws:SourceAccount?"]);
  });

  it("takes keys of identity providers, tags and what isn't known", async () => {
    expect(
      await findings(
        unknownConditionKey,
        on({
          StringEquals: {
            "token.actions.githubusercontent.com:sub": "x",
            "aws:ResourceTag/team": "x",
            "secretsmanager:ResourceTag/team": "x",
          },
        }),
      ),
    ).toEqual([]);
  });

  it("finds a key that requests never have", async () => {
    expect(
      await findings(
        conditionNeverMet,
        on({ StringEquals: { "aws:ResourceTag/team": "x" } }, "ec2:DescribeInstances"),
      ),
    ).toEqual([
      "warning main.tf.json:7 aws_iam_role_policy.p, statement 1: requests for ec2:DescribeInstances never have the condition key aws:ResourceTag/team, so the statement never applies to it.",
    ]);
    expect(
      await findings(
        conditionNeverMet,
        on({ StringEqualsIfExists: { "aws:ResourceTag/team": "x" } }, "ec2:DescribeInstances"),
      ),
    ).toEqual([]);
    expect(
      await findings(conditionNeverMet, on({ StringEquals: { "aws:ResourceTag/team": "x" } })),
    ).toEqual([]);
  });

  it("finds operators that don't exist or take no wildcard", async () => {
    expect(await findings(conditionOperator, on({ StringEqual: { "aws:userid": "x" } }))).toEqual([
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: IAM has no condition operator "StringEqual".',
    ]);
    expect(await mends(conditionOperator, on({ StringEqual: { "aws:userid": "x" } }))).toEqual([
      "Did you mean StringEquals?",
    ]);
    expect(await findings(conditionOperator, on({ StringEquals: { "aws:userid": "x*" } }))).toEqual(
      [
        'warning main.tf.json:7 aws_iam_role_policy.p, statement 1: StringEquals compares aws:userid with "x*" sign by sign; its wildcard is none there.',
      ],
    );
    expect(
      await findings(
        conditionOperator,
        on({ "ForAnyValue:StringLikeIfExists": { "aws:userid": "x*" } }),
      ),
    ).toEqual([]);
  });
});

describe("iam-resource-mismatch", () => {
  it("finds actions that the statement's resources are not for", async () => {
    expect(
      await findings(
        resourceMismatch,
        jsonPolicy(allow("sqs:SendMessage", "arn:aws:sns:*:*:topic")),
      ),
    ).toEqual([
      "warning main.tf.json:7 aws_iam_role_policy.p, statement 1: sqs:SendMessage can't work on arn:aws:sns:*:*:topic, so that nothing is granted of it.",
    ]);
    expect(
      await mends(
        resourceMismatch,
        jsonPolicy(allow("ec2:DescribeInstances", "arn:aws:ec2:*:*:instance/*")),
      ),
    ).toEqual([
      'Write Resource = "*" for ec2:DescribeInstances, in a statement of its own: it can\'t be limited to a resource.',
    ]);
  });

  it("tells a bucket from its objects", async () => {
    const on = (action: string, resource: string) =>
      findings(resourceMismatch, jsonPolicy(allow(action, resource)));
    expect(await on("s3:ListBucket", "arn:aws:s3:::reports/*")).toEqual([
      "warning main.tf.json:7 aws_iam_role_policy.p, statement 1: s3:ListBucket can't work on arn:aws:s3:::reports/*, so that nothing is granted of it.",
    ]);
    expect(await on("s3:ListBucket", "arn:aws:s3:::reports")).toEqual([]);
  });

  it("finds what is no ARN", async () => {
    expect(
      await findings(resourceMismatch, jsonPolicy(allow("s3:GetObject", "reports"))),
    ).toContain(
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: "reports" is no resource: IAM takes an ARN, or "*".',
    );
  });

  it("takes ARNs with parts that aren't known", async () => {
    expect(
      await findings(
        resourceMismatch,
        rolePolicy(
          'Effect = "Allow"\nAction = ["s3:GetObject"]\nResource = ["arn:${data.aws_partition.current.partition}:s3:::${var.bucket}/*", var.other]',
        ),
      ),
    ).toEqual([]);
  });
});

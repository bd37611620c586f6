import { rolePolicy } from "../../../../support/policy-examples";
import { unknownAction } from "../../../../../cli/validate/rules/iam-unknown-action";
import { documentPolicy, findings, jsonPolicy, fixes, planPolicy } from "./find";

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
    expect(await fixes(unknownAction, files)).toEqual([
      expect.stringMatching(/^Did you mean s3:GetObject(, or s3:\w+)*\?$/),
    ]);
  });

  it("finds patterns that match nothing, and actions without a service", async () => {
    expect(await findings(unknownAction, jsonPolicy(allow(["s3:Gte*", "GetObject"])))).toEqual([
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: "GetObject" is not a valid action: the service prefix is missing.',
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: "s3:Gte*" matches no AWS action.',
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

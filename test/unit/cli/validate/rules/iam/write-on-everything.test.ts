import { CONNECTOR_ROLE, rolePolicy } from "../../../../../../test/support/policy-examples";
import { writeOnEverything } from "../../../../../../cli/validate/rules/iam-write-on-everything";
import { mends, said } from "./find";

/** A role of somebody else's that may do something to everything. */
const batch = (
  trust: string,
  action = '["ec2:StopInstances", "ec2:DescribeImages"]',
  more = "",
) => `
resource "aws_iam_role" "batch" {
  name = "batch"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${trust} }]
  })
}
resource "aws_iam_role_policy" "batch" {
  name   = "batch"
  role   = aws_iam_role.batch.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ${action}, Resource = "*" ${more} }] })
}
`;
const connectorMay = (action: string, resource: string) =>
  `${CONNECTOR_ROLE}${rolePolicy(`Effect = "Allow"\nAction = "${action}"\nResource = ${resource}`)}`;
const LAMBDA = '{ Service = "lambda.amazonaws.com" }';
const ACCOUNT = '{ AWS = "arn:aws:iam::210987654321:root" }';
const ARN = '"arn:aws:iam::210987654321:role/batch"';

describe("what changes everything", () => {
  it.each([
    [
      "passes",
      connectorMay("iam:PassRole", "aws_iam_role.batch.arn") + batch(LAMBDA),
      "which the connector may pass",
    ],
    [
      "passes by its ARN",
      connectorMay("iam:PassRole", ARN) + batch(LAMBDA),
      "which the connector may pass",
    ],
    [
      "passes by a pattern",
      connectorMay("iam:Pass*", '"arn:aws:iam::*:role/ba*"') + batch(LAMBDA),
      "which the connector may pass",
    ],
    [
      "assumes",
      connectorMay("sts:AssumeRole", ARN) + batch(ACCOUNT),
      "which the connector may assume",
    ],
  ])("is told of a role that the connector %s", async (_, text, how) => {
    expect(await said(writeOnEverything, text)).toEqual([
      `warning aws_iam_role_policy.batch, statement 1: aws_iam_role.batch, ${how} (aws_iam_role_policy.extra, statement 1), may do ec2:StopInstances (write) on everything (*).`,
    ]);
    expect(await mends(writeOnEverything, text)).toEqual([
      "Name the resources, or ask for a tag with a condition on aws:ResourceTag.",
    ]);
  });

  it.each([
    ["that has nothing to do with the connector", CONNECTOR_ROLE + batch(LAMBDA)],
    ["that stands alone", batch(LAMBDA)],
    ["that no service takes", connectorMay("iam:PassRole", ARN) + batch(ACCOUNT)],
    [
      "that trusts somebody else",
      connectorMay("sts:AssumeRole", ARN) + batch('{ AWS = "arn:aws:iam::1:role/ci" }'),
    ],
    // That any role may be passed is the fault there, not what each of them may do.
    ["that is passed as any other is", connectorMay("iam:PassRole", '"*"') + batch(LAMBDA)],
    [
      "that is passed by a permission set",
      connectorMay("iam:PassRole", '"arn:aws:iam::*:role/*"') + batch(LAMBDA),
    ],
    [
      "that has a condition",
      connectorMay("iam:PassRole", ARN) +
        batch(
          LAMBDA,
          '"ec2:StopInstances"',
          ', Condition = { StringEquals = { "aws:ResourceTag/a" = "b" } }',
        ),
    ],
    [
      "that only reads",
      connectorMay("iam:PassRole", ARN) + batch(LAMBDA, '["ec2:DescribeImages", "s3:GetObject"]'),
    ],
    [
      "that can't be limited",
      connectorMay("iam:PassRole", ARN) + batch(LAMBDA, '"ce:CreateAnomalyMonitor"'),
    ],
    ["of the connector itself", connectorMay("s3:PutObject", '"*"')],
  ])("is not told of a role %s", async (_, text) => {
    expect(await said(writeOnEverything, text)).toEqual([]);
  });

  it("counts by its worst for a wildcard, and in AWS managed policies", async () => {
    const text = `${connectorMay("iam:PassRole", ARN)}${batch(LAMBDA, '"s3:*"')}
resource "aws_iam_role_policy_attachment" "batch" {
  role       = aws_iam_role.batch.name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}
`;
    const of =
      "aws_iam_role.batch, which the connector may pass (aws_iam_role_policy.extra, statement 1),";
    expect(await said(writeOnEverything, text)).toEqual([
      `warning aws_iam_role_policy.batch, statement 1: ${of} may do s3:* (permissions management, such as s3:AssociateAccessGrantsIdentityCenter) on everything (*).`,
      `warning aws_iam_role_policy_attachment.batch: ${of} has the AWS managed policy PowerUserAccess.`,
    ]);
  });
});

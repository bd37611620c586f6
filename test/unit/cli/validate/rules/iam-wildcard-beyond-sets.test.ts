import { CONNECTOR_ROLE, rolePolicy, roleTrusting } from "../../../../support/policy-examples";
import { wildcardBeyondSets } from "../../../../../cli/validate/rules/iam-wildcard-beyond-sets";
import { OF_EXTRA, OWN, findings, granting, fixes, said } from "./find";

const allow = (action: string, resource = '"*"', more = "") =>
  granting(`Effect = "Allow"\nAction = ${action}\nResource = ${resource}\n${more}`);
const ACCEPT = "in a comment (# apono-connector: off iam-wildcard-beyond-sets <why>).";

describe("severity follows what may be done, and to how much", () => {
  it.each([
    ["error", '"*"', '"*"'],
    ["error", '"iam:*"', '"*"'],
    ["error", '"s3:PutBucketPolicy"', '"arn:aws:s3:::*"'],
    ["error", '"s3:PutBucketPolicy"', '"arn:aws:s3:::reports-*"'],
    ["warning", '"s3:PutBucketPolicy"', '"arn:aws:s3:::reports"'],
    ["error", '"s3:PutObject"', '"*"'],
    ["error", '"secretsmanager:TagResource"', '"*"'],
    ["warning", '"s3:PutObject"', '"arn:aws:s3:::reports-*/*"'],
    ["note", '"s3:PutObject"', '"arn:aws:s3:::reports/*"'],
    ["warning", '"secretsmanager:GetSecretValue"', '"*"'],
    ["note", '"secretsmanager:GetSecretValue"', '"arn:aws:secretsmanager:*:*:secret:prod/*"'],
    ["note", '"rds:DescribeDBClusters"', '"*"'],
    // What AWS can limit to nothing.
    ["error", '"s3:PutAccountPublicAccessBlock"', '"*"'],
    ["warning", '"ce:CreateAnomalyMonitor"', '"*"'],
    ["note", '"ce:GetPreferences"', '"*"'],
    ["note", '"ec2:Describe*"', '"*"'],
    // A wildcard is as bad as the worst that it takes in, and that works on the resource.
    ["warning", '"s3:*"', '"arn:aws:s3:::reports/*"'],
    ["warning", '"dynamodb:Get*"', '"*"'],
    ["warning", '"*"', '"arn:aws:s3:::reports/*"'],
    ["warning", '"*"', "var.resource"],
    ["error", '"*"', '"arn:*:*:*:*:*"'],
    ["error", '"*:Put*"', '"*"'],
  ])("%s: %s on %s", async (severity, action, resource) => {
    expect(
      (await said(wildcardBeyondSets, allow(action, resource))).map((e) => e.split(" ")[0]),
    ).toEqual([severity]);
  });

  it.each([
    ['["s3:GetObject", "s3:GetObjectVersion"]', '"arn:aws:s3:::reports/*"'],
    ['"s3:ListBucketVersions"', '"arn:aws:s3:::reports"'],
    ['"secretsmanager:GetSecretValue"', "aws_secretsmanager_secret.db.arn"],
    ['"rds:DescribeDBClusters"', '"arn:aws:rds:*:*:cluster:finance-*"'],
  ])("nothing: %s on %s", async (action, resource) => {
    expect(await said(wildcardBeyondSets, allow(action, resource))).toEqual([]);
  });

  it("is one less under a condition, which nobody evaluates", async () => {
    const condition = 'Condition = { StringEquals = { "aws:ResourceTag/team" = "platform" } }';
    expect(await said(wildcardBeyondSets, allow('"ec2:StopInstances"', '"*"', condition))).toEqual([
      `warning ${OF_EXTRA}: ${OWN} may do ec2:StopInstances (write) on everything (*) under a condition; no permission set grants it.`,
    ]);
    expect(
      await said(wildcardBeyondSets, allow('"rds:DescribeDBClusters"', '"*"', condition)),
    ).toEqual([]);
  });
});

describe("the message", () => {
  it.each([
    [
      '"*"',
      `error ${OF_EXTRA}: ${OWN} may do anything (*) on everything (*); the permission sets grant less.`,
      "List the needed actions one by one.",
    ],
    [
      '"iam:*"',
      `error ${OF_EXTRA}: ${OWN} may do iam:* (permissions management, such as iam:AttachGroupPolicy) on everything (*); the permission sets grant less.`,
      "List the needed actions one by one.",
    ],
    [
      '"secretsmanager:GetSecretValue"',
      `warning ${OF_EXTRA}: ${OWN} may do secretsmanager:GetSecretValue (read) on everything (*); the permission sets grant less.`,
      "Use the resources and the condition of the permission set tagged-secrets, or name the resources.",
    ],
    [
      '["rds:ModifyDBInstance", "s3:PutBucketPolicy", "rds:RebootDBInstance"]',
      `error ${OF_EXTRA}: ${OWN} may do s3:PutBucketPolicy (permissions management) and rds:ModifyDBInstance and rds:RebootDBInstance (write) on everything (*); no permission set grants it.`,
      "Name the resources.",
    ],
    [
      '["ec2:DescribeVolumes", "ec2:DescribeImages"]',
      `note ${OF_EXTRA}: ${OWN} may do ec2:DescribeVolumes and ec2:DescribeImages (list) on everything (*); no permission set grants it.`,
      `AWS can't limit ec2:DescribeVolumes and ec2:DescribeImages to a resource: remove them, or accept them ${ACCEPT}`,
    ],
    [
      '["ec2:Describe*"]',
      `note ${OF_EXTRA}: ${OWN} may do ec2:Describe* (list, such as ec2:DescribeAccountAttributes) on everything (*); the permission sets grant less.`,
      `List the needed actions one by one. AWS can't limit them to a resource: remove those that aren't needed, and accept the rest ${ACCEPT}`,
    ],
  ])("says what may be done, to what, and how to fix it: %s", async (action, message, fix) => {
    expect(await said(wildcardBeyondSets, allow(action))).toEqual([message]);
    expect(await fixes(wildcardBeyondSets, allow(action))).toEqual([fix]);
  });

  it("tells what can be limited from what can't", async () => {
    expect(
      await fixes(wildcardBeyondSets, allow('["ec2:DescribeVolumes", "rds:DescribeDBClusters"]')),
    ).toEqual([
      `Name the resources of rds:DescribeDBClusters. AWS can't limit ec2:DescribeVolumes to a resource: remove it, or accept it ${ACCEPT}`,
    ]);
  });

  it("leaves it to the owner whether a pattern is enough", async () => {
    const text = allow('"rds:ModifyDBInstance"', '"arn:aws:rds:*:*:db:finance-*"');
    expect(await fixes(wildcardBeyondSets, text)).toEqual([
      `Name the resources, or accept the pattern ${ACCEPT}`,
    ]);
  });

  it("calls a resource by what its ARN is read from", async () => {
    expect(
      await said(wildcardBeyondSets, allow('"s3:PutBucketPolicy"', "aws_s3_bucket.reports.arn")),
    ).toEqual([
      `warning ${OF_EXTRA}: ${OWN} may do s3:PutBucketPolicy (permissions management) on aws_s3_bucket.reports.arn; no permission set grants it.`,
    ]);
  });

  it("asks of what is limited already whether it is needed", async () => {
    expect(
      await fixes(wildcardBeyondSets, allow('"s3:PutObject"', '"arn:aws:s3:::reports/*"')),
    ).toEqual([`Check that it is needed, and accept it ${ACCEPT}`]);
  });

  it("tells what is worse apart from what is less bad", async () => {
    const found = await said(
      wildcardBeyondSets,
      allow('["s3:PutObject", "ec2:DescribeVolumes", "s3:DeleteObject"]'),
    );
    expect(found.map((each) => each.replace(/^(\w+) .* may do (.*) on .*$/, "$1 $2"))).toEqual([
      "error s3:PutObject and s3:DeleteObject (write)",
      "note ec2:DescribeVolumes (list)",
    ]);
  });

  it("says of a role that the connector assumes why it does", async () => {
    const role = roleTrusting(
      'Effect = "Allow"\nAction = "sts:AssumeRole"\nPrincipal = { AWS = module.apono.connector_role_arn }',
      "reports",
    );
    const policy = rolePolicy('Effect = "Allow"\nAction = "s3:PutObject"\nResource = "*"').replace(
      "connector.name",
      "access.id",
    );
    expect(await said(wildcardBeyondSets, role + policy)).toEqual([
      `error ${OF_EXTRA}: aws_iam_role.access, a role that the connector assumes (it trusts module.apono.connector_role_arn), may do s3:PutObject (write) on everything (*); no permission set grants it.`,
    ]);
  });
});

describe("what the sets grant", () => {
  it.each([
    [
      "in any partition, with their conditions",
      `Effect = "Allow"
Action = ["secretsmanager:GetSecretValue"]
Resource = "arn:\${data.aws_partition.current.partition}:secretsmanager:*:210987654321:secret:*"
Condition = { StringEquals = { "aws:ResourceTag/apono-connector-read" = "true" } }`,
    ],
    // The set has it on "arn:aws:s3:::*", which is all the same for an action that can't be limited.
    [
      "whatever stands for everything",
      'Effect = "Allow"\nAction = "s3:ListAllMyBuckets"\nResource = "*"',
    ],
    ["and what is denied", 'Effect = "Deny"\nAction = "*"\nResource = "*"'],
    [
      "and what AWS doesn't have",
      'Effect = "Allow"\nAction = ["s3:GetObjekt", "s3:Gte*"]\nResource = "*"',
    ],
  ])("is taken %s", async (_, statement) => {
    expect(await said(wildcardBeyondSets, granting(statement))).toEqual([]);
  });
});

it("says nothing of roles that are not the connector's", async () => {
  const other = allow('"s3:*"').replace('"apono-connector"', '"batch"');
  expect(await said(wildcardBeyondSets, other.replaceAll("connector", "batch"))).toEqual([]);
});

describe("AWS managed policies", () => {
  const attach = (policy: string) => `${CONNECTOR_ROLE}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.connector.id
  policy_arn = "arn:aws:iam::aws:policy/${policy}"
}
`;
  it.each([
    ["error", "AdministratorAccess"],
    ["error", "AmazonS3FullAccess"],
    ["warning", "ReadOnlyAccess"],
    ["warning", "AmazonS3ReadOnlyAccess"],
    ["note", "AmazonSSMManagedInstanceCore"],
  ])("%s: %s", async (severity, policy) => {
    expect(await said(wildcardBeyondSets, attach(policy))).toEqual([
      `${severity} aws_iam_role_policy_attachment.a: ${OWN} has the AWS managed policy ${policy}, which is in no permission set.`,
    ]);
  });

  it("of the sets are taken", async () => {
    expect(await said(wildcardBeyondSets, attach("SecurityAudit"))).toEqual([]);
    expect(await findings(wildcardBeyondSets, attach("AWSCloudFormationReadOnlyAccess"))).toEqual(
      [],
    );
  });
});

import { CONNECTOR_ROLE } from "../../../../../../cli/validate/rules/iam/examples";
import { wildcardBeyondSets } from "../../../../../../cli/validate/rules/iam/wildcard-beyond-sets";
import { OF_EXTRA, OWN, granting, said } from "./find";

describe("iam-wildcard-beyond-sets", () => {
  it.each([
    [
      'Action = "*"',
      `error ${OF_EXTRA}: ${OWN} may do anything (*), which no permission set grants.`,
    ],
    ['Action = "iam:*"', `error ${OF_EXTRA}: ${OWN} may do iam:*, which no permission set grants.`],
    [
      'Action = "secretsmanager:GetSecretValue"',
      `error ${OF_EXTRA}: ${OWN} may do secretsmanager:GetSecretValue on * without a condition; the permission sets grant less.`,
    ],
    [
      'Action = "dynamodb:ListTables"',
      `note ${OF_EXTRA}: ${OWN} may do dynamodb:ListTables, which no permission set grants.`,
    ],
  ])("finds %s", async (action, message) => {
    expect(
      await said(wildcardBeyondSets, granting(`Effect = "Allow"\n${action}\nResource = "*"`)),
    ).toEqual([message]);
  });

  it("takes what the sets grant, with their conditions, in any partition", async () => {
    const statement = `Effect = "Allow"
Action = ["secretsmanager:GetSecretValue"]
Resource = "arn:\${data.aws_partition.current.partition}:secretsmanager:*:210987654321:secret:*"
Condition = { StringEquals = { "aws:ResourceTag/apono-connector-read" = "true" } }`;
    expect(await said(wildcardBeyondSets, granting(statement))).toEqual([]);
    expect(
      await said(wildcardBeyondSets, granting('Effect = "Deny"\nAction = "*"\nResource = "*"')),
    ).toEqual([]);
  });

  it("says nothing of roles that are not the connector's", async () => {
    const other = granting('Effect = "Allow"\nAction = "s3:*"\nResource = "*"').replace(
      '"apono-connector"',
      '"batch"',
    );
    expect(await said(wildcardBeyondSets, other.replaceAll("connector", "batch"))).toEqual([]);
  });

  it("finds AWS managed policies that grant too much", async () => {
    const attach = (policy: string) => `${CONNECTOR_ROLE}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.connector.id
  policy_arn = "arn:aws:iam::aws:policy/${policy}"
}
`;
    expect(await said(wildcardBeyondSets, attach("AdministratorAccess"))).toEqual([
      `error aws_iam_role_policy_attachment.a: ${OWN} has the AWS managed policy AdministratorAccess, which no permission set grants.`,
    ]);
    expect(await said(wildcardBeyondSets, attach("SecurityAudit"))).toEqual([]);
  });
});

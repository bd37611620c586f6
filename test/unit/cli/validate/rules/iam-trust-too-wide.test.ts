import { CONNECTOR_ROLE, roleTrusting } from "../../../../support/policy-examples";
import { trustTooWide } from "../../../../../cli/validate/rules/iam-trust-too-wide";
import { said } from "./find";

describe("iam-trust-too-wide", () => {
  const connector = '"arn:aws:iam::210987654321:role/apono-connector"';
  const trust = (principal: string, more = "") =>
    roleTrusting(
      `Effect = "Allow"\nAction = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"]\nPrincipal = ${principal}\n${more}`,
    );
  const place = "The trust policy of aws_iam_role.access, statement 1";

  it.each([
    ['"*"', "", `error ${place} trusts everybody in AWS (*).`],
    ['{ AWS = "210987654321" }', "", `error ${place} trusts a whole account (210987654321).`],
    [
      '{ Federated = "arn:aws:iam::210987654321:oidc-provider/o" }',
      "",
      `error ${place} trusts every identity of arn:aws:iam::210987654321:oidc-provider/o.`,
    ],
    [
      '{ Federated = "arn:aws:iam::210987654321:oidc-provider/o" }',
      'Condition = { StringLike = { "o:sub" = "system:serviceaccount:*:*", "o:aud" = "sts.amazonaws.com" } }',
      `error ${place} trusts every identity of arn:aws:iam::210987654321:oidc-provider/o whose subject matches "system:serviceaccount:*:*".`,
    ],
    [
      '{ Federated = "arn:aws:iam::210987654321:oidc-provider/o" }',
      'Condition = { StringEquals = { "o:sub" = "system:serviceaccount:a:b" } }',
      `warning ${place} doesn't check the audience of tokens of arn:aws:iam::210987654321:oidc-provider/o.`,
    ],
    [
      `{ AWS = [${connector}, "arn:aws:iam::210987654321:role/other"] }`,
      "",
      "warning The trust policy of aws_iam_role.access, a role that the connector assumes (it trusts arn:aws:iam::210987654321:role/apono-connector), trusts 2 principals: arn:aws:iam::210987654321:role/apono-connector and arn:aws:iam::210987654321:role/other.",
    ],
  ])("finds %s %s", async (principal, more, message) => {
    expect(await said(trustTooWide, trust(principal, more))).toEqual([message]);
  });

  it("takes one role, an account with a condition, and a service account", async () => {
    for (const good of [
      trust(`{ AWS = ${connector} }`),
      trust(
        '{ AWS = "arn:aws:iam::210987654321:root" }',
        `Condition = { ArnEquals = { "aws:PrincipalArn" = ${connector} } }`,
      ),
      trust(
        "{ Federated = var.provider }",
        'Condition = { StringEquals = { "${var.issuer}:sub" = "system:serviceaccount:a:b", "${var.issuer}:aud" = "sts.amazonaws.com" } }',
      ),
    ])
      expect(await said(trustTooWide, good)).toEqual([]);
  });

  it("wants the connector's task role to be for one account", async () => {
    const open = CONNECTOR_ROLE.replace(/\n.*SourceAccount.*/, "");
    expect(await said(trustTooWide, open)).toEqual([
      "warning The trust policy of aws_iam_role.connector, statement 1 trusts ecs-tasks.amazonaws.com for every account.",
    ]);
  });
});

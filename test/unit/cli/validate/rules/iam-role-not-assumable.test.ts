import { roleTrusting } from "../../../../support/policy-examples";
import { roleNotAssumable } from "../../../../../cli/validate/rules/iam-role-not-assumable";
import { said } from "./find";

describe("iam-role-not-assumable", () => {
  const TRUST =
    'Effect = "Allow"\nAction = "sts:AssumeRole"\nPrincipal = { AWS = "arn:aws:iam::210987654321:role/apono-connector" }';

  it("finds names, paths and trust policies that keep the connector out", async () => {
    expect(await said(roleNotAssumable, roleTrusting(TRUST, "read-only"))).toEqual([
      'error The connector can\'t assume aws_iam_role.access, which trusts it: its name is "read-only", and the connector may assume "role/apono-*" only.',
    ]);
    const inPath = roleTrusting(TRUST).replace(
      'name = "apono-access"',
      'name = "apono-access"\n  path = "/teams/"',
    );
    expect(await said(roleNotAssumable, inPath)).toEqual([
      // Its connector may have this path as assumedRolesPath.
      'warning The connector can\'t assume aws_iam_role.access, which trusts it: its ARN ends in "role/teams/apono-access", and the connector may assume "role/apono-*" only.',
    ]);
    expect(
      await said(roleNotAssumable, roleTrusting(TRUST.replace("sts:AssumeRole", "sts:TagSession"))),
    ).toEqual([
      "error The trust policy of aws_iam_role.access lets nobody assume the role: no statement allows sts:AssumeRole.",
    ]);
  });

  it("takes a name of which only the beginning is known", async () => {
    expect(await said(roleNotAssumable, roleTrusting(TRUST, "apono-${var.team}"))).toEqual([]);
    expect(await said(roleNotAssumable, roleTrusting(TRUST, "${var.name}"))).toEqual([]);
  });
});

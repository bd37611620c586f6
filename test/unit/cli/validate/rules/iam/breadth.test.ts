import { allowNotAction } from "../../../../../../cli/validate/rules/iam/allow-not-action";
import { CONNECTOR_ROLE, rolePolicy } from "../../../../../../cli/validate/rules/iam/examples";
import { passRole } from "../../../../../../cli/validate/rules/iam/pass-role";
import { OF_EXTRA, said } from "./find";

describe("what a reviewer asks about", () => {
  it("finds Allow with NotAction and NotResource", async () => {
    expect(
      await said(
        allowNotAction,
        rolePolicy('Effect = "Allow"\nAction = "s3:GetObject"\nNotResource = "arn:aws:s3:::x/*"'),
      ),
    ).toEqual([`error ${OF_EXTRA} allows everything but arn:aws:s3:::x/* (NotResource).`]);
  });

  it("finds that any role is passed", async () => {
    expect(
      await said(passRole, rolePolicy('Effect = "Allow"\nAction = "iam:Pass*"\nResource = "*"')),
    ).toEqual([`warning ${OF_EXTRA} lets any role (*) be passed to any service.`]);
    expect(
      await said(
        passRole,
        rolePolicy(
          'Effect = "Allow"\nAction = "iam:PassRole"\nResource = "arn:aws:iam::1:role/tasks-*"',
        ),
      ),
    ).toEqual([]);
  });
});

describe("whose policies are looked at", () => {
  const PASSES = `{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }`;
  const OPEN = `{ Effect = "Allow", NotAction = ["iam:*"], Resource = "*" }`;
  const document = `jsonencode({ Statement = [${PASSES}, ${OPEN}] })`;
  const role = (name: string, trust: string) => `resource "aws_iam_role" "${name}" {
  name = "${name}"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${trust} }] })
}
`;
  const inline = (of: string) => `resource "aws_iam_role_policy" "p" {
  name   = "p"
  role   = ${of}
  policy = ${document}
}
`;
  const CI = role("ci", '{ Service = "codebuild.amazonaws.com" }');
  const attached = (...roles: readonly string[]) => `resource "aws_iam_policy" "p" {
  name   = "p"
  policy = ${document}
}
resource "aws_iam_policy_attachment" "p" {
  name       = "p"
  roles      = [${roles.map((each) => `aws_iam_role.${each}.name`).join()}]
  policy_arn = aws_iam_policy.p.arn
}
`;

  it.each([
    ["the connector's", CONNECTOR_ROLE + inline("aws_iam_role.connector.id")],
    ["those whose role isn't known", inline("module.deploy.role_name")],
    ["those that nothing has yet", attached()],
    ["those that the connector has, too", CI + CONNECTOR_ROLE + attached("ci", "connector")],
    [
      "those of a role that the connector may pass",
      `${CONNECTOR_ROLE}${CI}${inline("aws_iam_role.ci.id")}${rolePolicy('Effect = "Allow"\nAction = "iam:PassRole"\nResource = aws_iam_role.ci.arn')}`,
    ],
  ])("%s", async (_, text) => {
    expect(await said(passRole, text)).toHaveLength(1);
    expect(await said(allowNotAction, text)).toHaveLength(1);
  });

  it.each([
    ["of another role", CONNECTOR_ROLE + CI + inline("aws_iam_role.ci.id")],
    [
      "of a user",
      `resource "aws_iam_user_policy" "p" {\n  user   = "u"\n  policy = ${document}\n}\n`,
    ],
    [
      "of a permission set of Identity Center",
      `resource "aws_ssoadmin_permission_set_inline_policy" "p" {\n  inline_policy = ${document}\n}\n`,
    ],
  ])("not those %s", async (_, text) => {
    expect(await said(passRole, text)).toEqual([]);
    expect(await said(allowNotAction, text)).toEqual([]);
  });
});

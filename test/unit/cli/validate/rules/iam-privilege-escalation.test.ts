import { rolePolicy } from "../../../../support/policy-examples";
import { privilegeEscalation } from "../../../../../cli/validate/rules/iam-privilege-escalation";
import { granting, fixes, said } from "./find";

describe("iam-privilege-escalation", () => {
  it("finds a way through a service that no set opens", async () => {
    const [found, ...others] = await said(
      privilegeEscalation,
      granting(
        'Effect = "Allow"\nAction = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]\nResource = "*"',
      ),
    );
    expect(others).toEqual([]);
    expect(found).toMatch(
      /^error The connector's role aws_iam_role\.connector \(.*\) can get more permissions by iam:PassRole and lambda:CreateFunction \(aws_iam_role_policy\.extra, statement 1\)\./,
    );
  });

  it("tells all ways of one statement at once, and each statement that is enough alone", async () => {
    const text = `${granting('Effect = "Allow"\nAction = "iam:*"\nResource = "*"')}${rolePolicy('Effect = "Allow"\nAction = ["iam:CreateAccessKey", "iam:PutUserPolicy"]\nResource = "*"').replaceAll('"extra"', '"more"')}`;
    expect(await said(privilegeEscalation, text)).toEqual([
      expect.stringMatching(
        /^error The connector's role .* can get more permissions by iam:\* \(aws_iam_role_policy\.extra, statement 1\) in \d\d ways: add an inline policy to its own role, .* and \d\d more\.$/,
      ),
      expect.stringMatching(
        /^error The connector's role .* can get more permissions by iam:CreateAccessKey and iam:PutUserPolicy \(aws_iam_role_policy\.more, statement 1\) in 2 ways: create access keys for another user and add an inline policy to a user\.$/,
      ),
    ]);
    const [all, two] = await fixes(privilegeEscalation, text);
    expect(all).toMatch(
      /^List the needed actions one by one, without those of these ways, or limit them to resources that have no more permissions than the connector\. Deny changes to the role itself: /,
    );
    expect(two).toBe(
      "Remove the actions, or limit them to resources that have no more permissions than the connector.",
    );
  });

  it("names all statements where none is enough alone", async () => {
    const text = `${granting('Effect = "Allow"\nAction = "iam:PassRole"\nResource = "*"')}${rolePolicy('Effect = "Allow"\nAction = "lambda:CreateFunction"\nResource = "*"').replaceAll('"extra"', '"more"')}`;
    expect(await said(privilegeEscalation, text)).toEqual([
      expect.stringContaining(
        "by iam:PassRole and lambda:CreateFunction (aws_iam_role_policy.extra, statement 1 and aws_iam_role_policy.more, statement 1). Pass a role to a Lambda function:",
      ),
    ]);
  });

  it("knows that the project's modules have the guardrail", async () => {
    const onRole = (role: string) => `module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"
}
${rolePolicy('Effect = "Allow"\nAction = "iam:PutRolePolicy"\nResource = "arn:aws:iam::*:role/*"').replace("aws_iam_role.connector.name", role)}`;
    expect(await said(privilegeEscalation, onRole("module.apono.connector_role_name"))).toEqual([]);
    // Whoever makes this one may have denied it, too.
    expect(await said(privilegeEscalation, onRole("module.own.connector_role_name"))).toEqual([
      expect.stringMatching(/^warning The connector's role module\.own\.connector_role_name/),
    ]);
  });

  it("begins with the address of a role that the connector assumes, as it is written", async () => {
    const side = `resource "aws_iam_role" "side" {
  name               = "apono-side"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:root" } }]
  })
}
${rolePolicy('Effect = "Allow"\nAction = "iam:PutRolePolicy"\nResource = "*"').replace("aws_iam_role.connector.name", "aws_iam_role.side.name")}`;
    expect(await said(privilegeEscalation, side)).toEqual([
      expect.stringMatching(/^error aws_iam_role\.side, a role that the connector assumes /),
    ]);
  });

  it("warns where a condition or a boundary may close the way", async () => {
    const attach = 'Effect = "Allow"\nAction = "iam:AttachRolePolicy"\nResource = "*"';
    const open = granting(attach);
    expect((await said(privilegeEscalation, open)).map((each) => each.split(" ")[0])).toEqual([
      "error",
    ]);
    const bounded = open.replace(
      'name = "apono-connector"',
      'name = "apono-connector"\n  permissions_boundary = var.boundary',
    );
    expect((await said(privilegeEscalation, bounded)).map((each) => each.split(" ")[0])).toEqual([
      "warning",
    ]);
    expect(await fixes(privilegeEscalation, open)).toEqual([
      expect.stringMatching(
        /^Deny changes to the role itself: add an inline policy apono-connector-guardrails with Effect = "Deny"/,
      ),
    ]);
  });
});

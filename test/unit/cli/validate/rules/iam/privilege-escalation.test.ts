import { privilegeEscalation } from "../../../../../../cli/validate/rules/iam/privilege-escalation";
import { granting, mends, said } from "./find";

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
      /^error the connector's role aws_iam_role\.connector \(.*\) can get more permissions by iam:PassRole and lambda:CreateFunction \(aws_iam_role_policy\.extra, statement 1\)\./,
    );
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
    expect(await mends(privilegeEscalation, open)).toEqual([
      expect.stringMatching(
        /^Deny it changing itself: an inline policy apono-connector-guardrails with Effect = "Deny"/,
      ),
    ]);
  });
});

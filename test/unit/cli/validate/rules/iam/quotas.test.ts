import {
  CONNECTOR_ROLE,
  rolePolicy,
  roleTrusting,
} from "../../../../../../test/support/policy-examples";
import { inlineQuota } from "../../../../../../cli/validate/rules/iam-inline-quota";
import { managedPolicyCount } from "../../../../../../cli/validate/rules/iam-managed-policy-count";
import { trustSize } from "../../../../../../cli/validate/rules/iam-trust-size";
import { said } from "./find";

describe("quotas", () => {
  it("counts no white space, and of what isn't known nothing", async () => {
    const long = "x".repeat(2000);
    const trust = (text: string) =>
      roleTrusting(
        `Effect = "Allow"\nAction = "sts:AssumeRole"\nPrincipal = { AWS = "arn:aws:iam::210987654321:role/${text}" }`,
      );
    expect(await said(trustSize, trust(long))).toEqual([
      expect.stringMatching(
        /^warning The trust policy of aws_iam_role\.access has 2,1\d\d characters, and IAM allows 2,048, or 4,096 where AWS has raised the quota\.$/,
      ),
    ]);
    expect(await said(trustSize, trust(`\${var.${long}}`))).toEqual([]);
    expect(await said(trustSize, trust(" ".repeat(3000)))).toEqual([]);
  });

  it("adds up the inline policies of one role", async () => {
    const policy = (name: string) =>
      rolePolicy(
        `Effect = "Allow"\nAction = "s3:GetObject"\nResource = "arn:aws:s3:::${"x".repeat(6000)}"`,
      ).replaceAll('"extra"', `"${name}"`);
    expect(await said(inlineQuota, CONNECTOR_ROLE + policy("a"))).toEqual([]);
    expect(await said(inlineQuota, CONNECTOR_ROLE + policy("a") + policy("b"))).toEqual([
      expect.stringMatching(
        /^error The inline policies of aws_iam_role\.connector have 12,2\d\d characters, and IAM allows 10,240 for all of a role together\./,
      ),
    ]);
  });

  it("counts attachments, each ARN once", async () => {
    const attach = (count: number) =>
      `${CONNECTOR_ROLE}${Array.from(
        { length: count },
        (_, at) => `
resource "aws_iam_role_policy_attachment" "a${at}" {
  role       = aws_iam_role.connector.name
  policy_arn = "arn:aws:iam::aws:policy/P${at % 11}"
}
`,
      ).join("")}`;
    expect(await said(managedPolicyCount, attach(10))).toEqual([]);
    expect(await said(managedPolicyCount, attach(12))).toEqual([
      "warning 11 managed policies are attached to aws_iam_role.connector, and IAM allows 10, or 20 where AWS has raised the quota.",
    ]);
  });
});

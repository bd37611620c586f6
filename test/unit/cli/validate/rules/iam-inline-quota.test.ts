import { inlineQuota } from "../../../../../cli/validate/rules/iam-inline-quota";
import { CONNECTOR_ROLE, rolePolicy } from "../../../../support/policy-examples";
import { said } from "./find";

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

import { trustSize } from "../../../../../cli/validate/rules/iam-trust-size";
import { roleTrusting } from "../../../../support/policy-examples";
import { said } from "./find";

it("counts no white space, and of what isn't known nothing", async () => {
  const long = "x".repeat(2000);
  const trust = (text: string) =>
    roleTrusting(
      `Effect = "Allow"\nAction = "sts:AssumeRole"\nPrincipal = { AWS = "arn:aws:iam::210987654321:role/${text}" }`,
    );
  expect(await said(trustSize, trust(long))).toEqual([
    expect.stringMatching(
      /^warning The trust policy of aws_iam_role\.access has 2,1\d\d characters; IAM allows 2,048, or 4,096 if AWS raised the quota\.$/,
    ),
  ]);
  expect(await said(trustSize, trust(`\${var.${long}}`))).toEqual([]);
  expect(await said(trustSize, trust(" ".repeat(3000)))).toEqual([]);
});

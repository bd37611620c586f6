import { managedPolicySize } from "../../../../../cli/validate/rules/iam-managed-policy-size";
import { CONNECTOR_ROLE } from "../../../../support/policy-examples";
import { said } from "./find";

/** A managed policy of some 7,000 characters, attached to the connector's role. */
const attached = (policy: string, attachment: string) => `${CONNECTOR_ROLE}
resource "aws_iam_policy" "p" {
  ${policy}
  name   = "p"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::${"x".repeat(7000)}" }] })
}
resource "aws_iam_role_policy_attachment" "p" {
  ${attachment}
  role       = aws_iam_role.connector.name
  policy_arn = one(aws_iam_policy.p[*].arn)
}
`;

it("finds one that is longer than IAM takes", async () => {
  expect(await said(managedPolicySize, attached("", ""))).toEqual([
    expect.stringMatching(/^error aws_iam_policy\.p has 7,\d{3} characters; IAM allows 6,144\.$/),
  ]);
});

it.each([
  ["the policy", attached("count = 0", "count = 0")],
  ["its attachment", attached("", "count = 0")],
])("says nothing where %s is not there as it stands", async (_, text) => {
  expect(await said(managedPolicySize, text)).toEqual([]);
});

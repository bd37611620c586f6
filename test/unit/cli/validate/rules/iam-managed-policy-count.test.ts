import { managedPolicyCount } from "../../../../../cli/validate/rules/iam-managed-policy-count";
import { CONNECTOR_ROLE } from "../../../../support/policy-examples";
import { said } from "./find";

const attach = (count: number, more = "") =>
  `${CONNECTOR_ROLE}${Array.from(
    { length: count },
    (_, at) => `
resource "aws_iam_role_policy_attachment" "a${at}" {
  ${more}
  role       = aws_iam_role.connector.name
  policy_arn = "arn:aws:iam::aws:policy/P${at % 11}"
}
`,
  ).join("")}`;

it("counts attachments, each ARN once", async () => {
  expect(await said(managedPolicyCount, attach(10))).toEqual([]);
  expect(await said(managedPolicyCount, attach(12))).toEqual([
    "warning aws_iam_role.connector has 11 managed policies; IAM allows 10, or 20 if AWS raised the quota.",
  ]);
});

it("counts none that is not there as it stands", async () => {
  expect(await said(managedPolicyCount, attach(12, "count = 0"))).toEqual([]);
});

import { QUOTAS } from "../../../../modules/permissions/quotas";
import { policiesIn } from "../../policies";
import { sizeOf } from "../../policies/size";
import type { Rule } from "../../rule";
import { thousands } from "../../thousands";
import { unique } from "./findings";

const policy = (count: number) => `resource "aws_iam_policy" "reports" {
  name = "reports"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = ["s3:GetObject"]
      Resource = [
        ${Array.from({ length: count }, (_, at) => `"arn:aws:s3:::reports-of-the-department-${at}/*",`).join("\n        ")}
      ]
    }]
  })
}
`;

export const managedPolicySize: Rule = {
  id: "iam-managed-policy-size",
  title: "A managed policy fits into IAM's quota",
  severity: "error",
  why:
    `A managed policy may have ${thousands(QUOTAS.managedPolicy)} characters, white space apart; the quota ` +
    "can't be raised. What isn't known before a plan counts for nothing. Checked is every `aws_iam_policy`.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length",
  bad: { "main.tf": policy(160) },
  good: { "main.tf": policy(3) },
  check: (subject) =>
    unique(
      policiesIn(subject)
        .policies.filter(({ address }) => /(^|\.)aws_iam_policy\./.test(address))
        .filter((each) => sizeOf(each) > QUOTAS.managedPolicy)
        .map((each) => ({
          message: `${each.address} has ${thousands(sizeOf(each))} characters, and IAM allows ${thousands(QUOTAS.managedPolicy)} for a managed policy.`,
          mend: "Split it into several, or say the same with fewer resources.",
          range: each.range,
        })),
    ),
};

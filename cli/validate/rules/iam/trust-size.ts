import { QUOTAS } from "../../../../modules/permissions/quotas";
import { policiesIn } from "../../policies";
import { sizeOf } from "../../policies/size";
import type { Rule } from "../../rule";
import { thousands } from "../../thousands";
import { roleTrusting } from "./examples";
import { unique } from "./findings";

const trusting = (count: number) =>
  roleTrusting(`Effect = "Allow"
Action = "sts:AssumeRole"
Principal = {
  AWS = [
    ${Array.from({ length: count }, (_, at) => `"arn:aws:iam::210987654321:role/apono-connector-of-department-${at}",`).join("\n    ")}
  ]
}`);

export const trustSize: Rule = {
  id: "iam-trust-size",
  title: "A trust policy fits into IAM's quota",
  severity: "error",
  why:
    `A role's trust policy may have ${thousands(QUOTAS.trustPolicy)} characters, white space apart. AWS ` +
    "raises the quota on request: where it was, turn the rule off with that as the reason. Checked is every role.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entities",
  bad: { "main.tf": trusting(40) },
  good: { "main.tf": trusting(1) },
  check: (subject) =>
    unique(
      policiesIn(subject)
        .roles.flatMap(({ trust }) => trust)
        .filter((each) => sizeOf(each) > QUOTAS.trustPolicy)
        .map((each) => ({
          message: `The trust policy of ${each.address} has ${thousands(sizeOf(each))} characters, and IAM allows ${thousands(QUOTAS.trustPolicy)}.`,
          mend: "Trust fewer principals, or an account with a condition on aws:PrincipalArn with a wildcard for what they have in common.",
          range: each.range,
        })),
    ),
};

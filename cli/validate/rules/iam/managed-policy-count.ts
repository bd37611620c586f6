import { QUOTAS } from "../../../../modules/permissions/quotas";
import { policiesIn } from "../../policies";
import { uniqueBy } from "../../policies/located";
import type { Rule } from "../../rule";
import { CONNECTOR_ROLE } from "./examples";

const attaching = (count: number) => `${CONNECTOR_ROLE}
resource "aws_iam_role_policy_attachment" "extra" {
  for_each = toset([
    ${Array.from({ length: count }, (_, at) => `"team-${at}",`).join("\n    ")}
  ])
  role       = aws_iam_role.connector.name
  policy_arn = "arn:aws:iam::210987654321:policy/\${each.key}"
}
`;

export const managedPolicyCount: Rule = {
  id: "iam-managed-policy-count",
  title: "A role has no more managed policies than IAM allows",
  severity: "error",
  why:
    `${QUOTAS.roleManagedPolicies} managed policies may be attached to a role; the apply fails at the next. AWS raises ` +
    "the quota to 20 on request: where it was, turn the rule off with that as the reason. Checked is every role with " +
    "the attachments of the same configuration or plan.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entities",
  bad: { "main.tf": attaching(11) },
  good: { "main.tf": attaching(3) },
  check: (subject) =>
    policiesIn(subject).roles.flatMap((role) => {
      const arns = uniqueBy(role.attachments, ({ arn, address }) =>
        arn.text.includes("${") ? `${address} ${arn.text}` : arn.text,
      );
      return arns.length <= QUOTAS.roleManagedPolicies
        ? []
        : [
            {
              message: `${arns.length} managed policies are attached to ${role.address}, and IAM allows ${QUOTAS.roleManagedPolicies}.`,
              mend: "Merge some of your own, or leave some out.",
              range: role.range,
            },
          ];
    }),
};

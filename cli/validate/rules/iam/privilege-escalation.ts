import { GUARDRAILS_POLICY_NAME } from "../../../../modules/permissions/guardrails";
import { type FoundPath, escalationPathsIn } from "../../../iam/escalation";
import type { Problem } from "../../finding";
import { connectorRoles } from "../../policies";
import { calledRole } from "../../policies/connector";
import { type Role, identityPolicies } from "../../policies/policy";
import type { Rule } from "../../rule";
import { CONNECTOR_ROLE, rolePolicy } from "./examples";
import { listed, placeOf, statementsOf, unique } from "./findings";
import { comparable, ownArn } from "./own-arns";
import { isOfSets } from "./permission-sets";

export const privilegeEscalation: Rule = {
  id: "iam-privilege-escalation",
  title: "The connector can't give itself more permissions",
  severity: "error",
  why: `Some permissions are a way to others: who may write policies into the own role has any permission, who may pass
roles to new functions has those of the roles. The permission set \`iam-access\` is by nature able to grant access, to
others, which is what the connector is for; the guardrail (the inline policy \`${GUARDRAILS_POLICY_NAME}\` of the
modules) denies it changing the roles that it runs with. So this rule finds

- a way to change the own role that no statement denies, whatever grants it;
- any other known way that is open by more than the permission sets.

Conditions are not evaluated: what is allowed under one is a warning. A permissions boundary may close a way; where the
role has one it is a warning too. Checked are all policies together of the role that the connector runs with, and of
those that it assumes.`,
  source: "https://pathfinding.cloud",
  bad: {
    "main.tf": `${CONNECTOR_ROLE}
${rolePolicy(`Effect   = "Allow"
Action   = ["iam:PutRolePolicy"]
Resource = "arn:aws:iam::210987654321:role/*"`)}`,
  },
  good: {
    "main.tf": `${CONNECTOR_ROLE}
${rolePolicy(`Effect   = "Allow"
Action   = ["iam:PutRolePolicy"]
Resource = "arn:aws:iam::210987654321:role/*"`)}
resource "aws_iam_role_policy" "guardrails" {
  name = "${GUARDRAILS_POLICY_NAME}"
  role = aws_iam_role.connector.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Deny"
      Action   = ["iam:PutRolePolicy"]
      Resource = aws_iam_role.connector.arn
    }]
  })
}
`,
  },
  async check(subject) {
    const found = connectorRoles(subject).map(problemsOf);
    return unique((await Promise.all(found)).flat());
  },
};

async function problemsOf(role: Role): Promise<Problem[]> {
  const all = statementsOf(identityPolicies(role)).filter(
    ({ statement }) => statement.effect !== undefined,
  );
  const statements = all.map(({ statement }) => comparable(role, statement));
  const found = await escalationPathsIn(statements, { ownRoleArns: [ownArn(role)] });
  return found
    .filter(({ state }) => state !== "closed")
    .filter(
      ({ path, allowedBy }) =>
        path.on === "own-role" ||
        !allowedBy.every((step) => isOfSets(all[step.statement]!.statement)),
    )
    .map((each) => problemOf(role, each, all));
}

function problemOf(
  role: Role,
  { path, allowedBy, conditional, state }: FoundPath,
  all: ReturnType<typeof statementsOf>,
): Problem {
  const places = [...new Set(allowedBy.map((step) => step.statement))].map((at) => all[at]!);
  const actions = [...new Set(allowedBy.map(({ action }) => action))];
  const isOwn = path.on === "own-role";
  const [first] = places;
  return {
    message: `${calledRole(role)} can get more permissions by ${listed(actions)} (${listed(places.map(({ policy, statement }) => placeOf(policy, statement)))}). ${path.title}: ${path.how}`,
    mend: isOwn
      ? `Deny it changing itself: an inline policy ${GUARDRAILS_POLICY_NAME} with Effect = "Deny", Action = ${JSON.stringify(actions)} and Resource = the role's own ARN. The project's modules have it.`
      : `Take ${actions.length === 1 ? "the action" : "one of the actions"} away, or limit ${actions.length === 1 ? "it" : "them"} to resources that have no more permissions than the connector.`,
    range: first!.statement.range,
    related: places.slice(1).map(({ policy, statement }) => ({
      message: placeOf(policy, statement),
      range: statement.range,
    })),
    ...(conditional || role.hasBoundary || (state === "narrowed" && !isOwn)
      ? { severity: "warning" as const }
      : {}),
  };
}

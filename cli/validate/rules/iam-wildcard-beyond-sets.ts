import { hasWildcard } from "../../iam/wildcards";
import type { Problem } from "../finding";
import { connectorRoles } from "../policies";
import { describeRole } from "../policies/connector-roles";
import { uniqueBy } from "../../terraform/values/located-value";
import {
  type Attachment,
  type Policy,
  type Role,
  type Statement,
  identityPolicies,
} from "../policies/policy";
import type { Rule } from "../rule";
import { type Exposure, exposuresOf } from "../iam/exposure";
import { describeActions, severityTable, describeResources } from "../iam/exposure-text";
import { listed, placeOf, statementsOf, uniqueProblems } from "../iam/statement-checks";
import { affectedGrants } from "../iam/grants";
import { awsManaged, scopeOf } from "../iam/managed-policies";
import { MANAGED_POLICIES, setsWith } from "../iam/permission-sets";

const ID = "iam-wildcard-beyond-sets";

const ACCEPT = `in a comment (# apono-connector: off ${ID} <why>).`;

export const wildcardBeyondSets: Rule = {
  id: ID,
  title: "The connector has no broad permissions beyond the permission sets",
  severity: "error",
  why: `The permission sets list what the connector needs, action by action. Nobody has reviewed what a role grants beyond them:
other actions, or an action of a set on more resources or without the set's condition. The severity depends on the access level
that AWS gives the action, and on the resources:

${severityTable()}

A wildcard in an action counts as the worst action that it matches. Conditions are not evaluated; a statement with one is a step
less severe. An AWS managed policy that is in no set is an error if it gives full access to a service, a warning if it reads one,
otherwise a note. The rule checks the policies of the role that the connector runs with, and of roles that it assumes: those that
trust it, and those with \`apono\` in their name that trust principals in AWS.`,
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
  async check(workspace) {
    const found = await Promise.all(
      connectorRoles(workspace).map(async (role) => [
        ...(
          await Promise.all(
            statementsOf(identityPolicies(role)).map(({ policy, statement }) =>
              beyond(role, policy, statement),
            ),
          )
        ).flat(),
        ...role.attachments.flatMap((each) => attachedBeyond(role, each)),
      ]),
    );
    return uniqueProblems(found.flat());
  },
};

/** One problem for each severity of a statement. */
async function beyond(role: Role, policy: Policy, statement: Statement): Promise<Problem[]> {
  const exposures = await exposuresOf(statement);
  return uniqueBy(exposures, ({ severity }) => severity).map(({ severity }) =>
    problemOf(
      role,
      policy,
      statement,
      exposures.filter((each) => each.severity === severity),
    ),
  );
}

function problemOf(
  role: Role,
  policy: Policy,
  statement: Statement,
  exposures: readonly Exposure[],
): Problem {
  const [{ written, severity }] = exposures as readonly [Exposure];
  const under = statement.conditions.length === 0 ? "" : " under a condition";
  const isMore = exposures.some((each) => setsWith(each.written.text).length > 0);
  return {
    message: `${placeOf(policy, statement)}: ${describeRole(role)} may do ${describeActions(exposures)} on ${describeResources(exposures)}${under}; ${isMore ? "the permission sets grant less" : "no permission set grants it"}.`,
    fix: fixFor(exposures),
    range: written.range,
    severity,
    affected: affectedGrants(statement, exposures, (left) =>
      problemOf(role, policy, statement, left),
    ),
  };
}

/** The fixes for each kind of exposure, in a fixed order. */
function fixFor(exposures: readonly Exposure[]): string {
  const patterns = exposures.filter(({ written }) => hasWildcard(written.text));
  const exact = exposures.filter(({ written }) => !hasWildcard(written.text));
  const unlimitable = exact.filter(({ isLimitable }) => !isLimitable).map(({ action }) => action);
  const limitable = exact.filter(({ isLimitable }) => isLimitable);
  const wide = limitable.filter(({ breadth }) => breadth !== "named");
  const sentences = [];
  if (patterns.length > 0) sentences.push("List the needed actions one by one.");
  if (patterns.some(({ isLimitable }) => !isLimitable))
    sentences.push(
      `AWS can't limit them to a resource: remove those that aren't needed, and accept the rest ${ACCEPT}`,
    );
  if (wide.length > 0) sentences.push(limited(wide, unlimitable.length > 0));
  if (unlimitable.length > 0) {
    const it = unlimitable.length === 1 ? "it" : "them";
    sentences.push(
      `AWS can't limit ${listed(unlimitable)} to a resource: remove ${it}, or accept ${it} ${ACCEPT}`,
    );
  }
  if (limitable.length > wide.length)
    sentences.push(`Check that it is needed, and accept it ${ACCEPT}`);
  return sentences.join(" ");
}

/** The fix for actions that AWS can limit to resources. */
function limited(wide: readonly Exposure[], isSome: boolean): string {
  const sets = [...new Set(wide.flatMap(({ action }) => setsWith(action)))];
  if (sets.length > 0)
    return `Use the resources and the condition of the permission set ${listed(sets)}, or name the resources.`;
  const name = `Name the resources${isSome ? ` of ${listed(wide.map(({ action }) => action))}` : ""}`;
  return wide.every(({ breadth }) => breadth === "pattern")
    ? `${name}, or accept the pattern ${ACCEPT}`
    : `${name}.`;
}

/** The severity of an AWS managed policy that is in no set. */
const MANAGED = { changes: "error", reads: "warning", unknown: "note" } as const;

function attachedBeyond(role: Role, { address, arn }: Attachment): Problem[] {
  const path = awsManaged(arn);
  if (path === undefined || MANAGED_POLICIES.includes(path)) return [];
  const severity = MANAGED[scopeOf(path)];
  return [
    {
      message: `${address}: ${describeRole(role)} has the AWS managed policy ${path}, which is in no permission set.`,
      fix:
        severity === "note"
          ? `Check that it is needed, and accept it ${ACCEPT}`
          : "Remove it; choose from the module's permissionSets, or attach your own policy with the needed actions.",
      range: arn.range,
      severity,
    },
  ];
}

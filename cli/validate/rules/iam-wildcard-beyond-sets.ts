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
  title: "What the connector may do beyond the permission sets is limited",
  severity: "error",
  why: `The permission sets list what the connector needs, action by action. What it is granted beyond them (other actions,
an action of a set on more resources or without the set's condition) nobody decided on. How bad that is depends on what
AWS says that the action does, and on how many resources it may do it to:

${severityTable()}

A wildcard in an action is as bad as the worst that it stands for. Conditions are not evaluated; under one it is a step
less bad. Of AWS managed policies that no set has, those that change everything of a service are an error, those that
read it a warning, others a note. Checked are the policies of the role that the connector runs with, and of roles that
it assumes: those that trust it, or that trust principals in AWS and have \`apono\` in their name.`,
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

/** One problem for all of a statement that is as bad. */
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

/** What to do about each kind of what is found, in an order that is always the same. */
function fixFor(exposures: readonly Exposure[]): string {
  const patterns = exposures.filter(({ written }) => hasWildcard(written.text));
  const exact = exposures.filter(({ written }) => !hasWildcard(written.text));
  const unlimitable = exact.filter(({ isLimitable }) => !isLimitable).map(({ action }) => action);
  const limitable = exact.filter(({ isLimitable }) => isLimitable);
  const wide = limitable.filter(({ breadth }) => breadth !== "named");
  const sentences = [];
  if (patterns.length > 0) sentences.push("List the actions that are needed one by one.");
  if (patterns.some(({ isLimitable }) => !isLimitable))
    sentences.push(
      `AWS can't limit them to a resource: leave out what isn't needed, and accept the rest ${ACCEPT}`,
    );
  if (wide.length > 0) sentences.push(limited(wide, unlimitable.length > 0));
  if (unlimitable.length > 0) {
    const it = unlimitable.length === 1 ? "it" : "them";
    sentences.push(
      `AWS can't limit ${listed(unlimitable)} to a resource: leave ${it} out, or accept ${it} ${ACCEPT}`,
    );
  }
  if (limitable.length > wide.length)
    sentences.push(`Make sure that it is needed, and accept it ${ACCEPT}`);
  return sentences.join(" ");
}

/** How to limit what can be. */
function limited(wide: readonly Exposure[], isSome: boolean): string {
  const sets = [...new Set(wide.flatMap(({ action }) => setsWith(action)))];
  if (sets.length > 0)
    return `Take the resources and the condition of the permission set ${listed(sets)}, or name the resources.`;
  const name = `Name the resources${isSome ? ` of ${listed(wide.map(({ action }) => action))}` : ""}`;
  return wide.every(({ breadth }) => breadth === "pattern")
    ? `${name}, or accept the pattern ${ACCEPT}`
    : `${name}.`;
}

/** How bad an AWS managed policy is that is none of the sets'. */
const MANAGED = { changes: "error", reads: "warning", unknown: "note" } as const;

function attachedBeyond(role: Role, { address, arn }: Attachment): Problem[] {
  const path = awsManaged(arn);
  if (path === undefined || MANAGED_POLICIES.includes(path)) return [];
  const severity = MANAGED[scopeOf(path)];
  return [
    {
      message: `${address}: ${describeRole(role)} has the AWS managed policy ${path}, which no permission set grants.`,
      fix:
        severity === "note"
          ? `Make sure that it is needed, and accept it ${ACCEPT}`
          : "Leave it out; choose the module's permissionSets, or attach a policy of your own with the actions that are needed.",
      range: arn.range,
      severity,
    },
  ];
}

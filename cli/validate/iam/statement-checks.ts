import type { Problem } from "../finding";
import { connectorRoles } from "../policies";
import { type Policy, type Statement, identityPolicies } from "../policies/policy";
import { sizeOf } from "../policies/policy-size";
import type { Rule } from "../rule";
import type { Workspace } from "../workspace";
import { formatCount } from "../format-count";
import { uniqueBy } from "../../terraform/values/located-value";

/** Removes duplicates: several instances of a resource may have the same policy. */
export const uniqueProblems = (problems: readonly Problem[]): Problem[] =>
  uniqueBy(problems, ({ message, range }) => JSON.stringify([message, range]));

/** `aws_iam_role_policy.extra, statement "read"` */
export const placeOf = (policy: Policy, statement: Statement): string =>
  `${policy.address}, ${statement.title}`;

/** A list in words: `a, b and c`; counts the rest of a long one. */
export function listed(texts: readonly string[], most = 5): string {
  if (texts.length > most)
    return `${texts.slice(0, most).join(", ")} and ${texts.length - most} more`;
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** Every statement with its policy. */
export const statementsOf = (
  policies: readonly Policy[],
): { readonly policy: Policy; readonly statement: Statement }[] =>
  policies.flatMap((policy) => policy.statements.map((statement) => ({ policy, statement })));

/** The identity policies of the connector's roles. */
export const connectorPolicies = (workspace: Workspace): Policy[] =>
  connectorRoles(workspace).flatMap(identityPolicies);

/** The identity and trust policies of the connector's roles. */
export const connectorAndTrustPolicies = (workspace: Workspace): Policy[] => [
  ...connectorPolicies(workspace),
  ...connectorRoles(workspace).flatMap(({ trust }) => trust),
];

/**
 * The check of a rule that checks one statement at a time.
 *
 * @param policies the policies of a workspace to check
 * @param find the problems of a statement; `place` names the statement in messages
 */
export const checkStatements =
  (
    policies: (workspace: Workspace) => readonly Policy[],
    find: (statement: Statement, place: string) => readonly Problem[] | Promise<readonly Problem[]>,
  ): Rule["check"] =>
  async (workspace) => {
    const found = statementsOf(policies(workspace)).map(async ({ policy, statement }) =>
      find(statement, placeOf(policy, statement)),
    );
    return uniqueProblems((await Promise.all(found)).flat());
  };

/** Policies with more characters than IAM allows. @param raised the quota that AWS grants on request */
export const oversizedPolicies = (
  policies: readonly Policy[],
  { what, quota, raised, fix }: { what: string; quota: number; raised?: number; fix: string },
): Problem[] =>
  uniqueProblems(
    policies
      .filter((each) => each.isAbsent !== true && sizeOf(each) > quota)
      .map((each) => ({
        message: `${what.replace("POLICY", each.address)} has ${formatCount(sizeOf(each))} characters; IAM allows ${formatCount(quota)}${raised === undefined ? "" : `, or ${formatCount(raised)} if AWS raised the quota`}.`,
        fix,
        range: each.range,
        ...(sizeOf(each) <= (raised ?? 0) ? { severity: "warning" as const } : {}),
      })),
  );

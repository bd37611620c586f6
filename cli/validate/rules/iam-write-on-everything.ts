import type { Problem } from "../finding";
import { type Policy, type Statement, identityPolicies } from "../policies/policy";
import type { Rule } from "../rule";
import { type Exposure, exposuresOf } from "../iam/exposure";
import { doings, targets } from "../iam/exposure-text";
import { placeOf, statementsOf, unique } from "../iam/findings";
import { aboutGrants } from "../iam/grants";
import { awsManaged, scopeOf } from "../iam/managed-policies";
import { type Reached, reachedRoles } from "../iam/reached";

export const writeOnEverything: Rule = {
  id: "iam-write-on-everything",
  title: "A role that the connector can use changes only some things",
  severity: "warning",
  why:
    'Who may pass a role to a service, or assume it, has what the role may do. With `Resource = "*"` an action that ' +
    "changes something may change anything of the account. Where AWS can limit the action to resources, or by a " +
    "condition on their tags, that is better. Checked are roles that a statement of the connector's, in " +
    "the same configuration or plan, names for it to pass or assume, for actions that AWS calls Write, Tagging or " +
    "Permissions management. The connector's own roles are [iam-wildcard-beyond-sets](iam-wildcard-beyond-sets.md)'s matter; what other roles may " +
    "do is their owners'.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  async check(subject) {
    const found = await Promise.all(
      reachedRoles(subject).map(async (each) => [
        ...(await writing(each)),
        ...each.role.attachments.flatMap(({ address, arn }): Problem[] => {
          const path = awsManaged(arn);
          if (path === undefined || scopeOf(path) !== "changes") return [];
          return [
            {
              message: `${address}: ${called(each)} has the AWS managed policy ${path}.`,
              mend: "Attach a policy of your own with the actions that are needed.",
              range: arn.range,
            },
          ];
        }),
      ]),
    );
    return unique(found.flat());
  },
};

const called = ({ role, how }: Reached): string => `${role.address}, ${how},`;

/** What a role's statements let it change of everything. */
async function writing(reached: Reached): Promise<Problem[]> {
  const found = await Promise.all(
    statementsOf(identityPolicies(reached.role))
      .filter(({ statement }) => statement.conditions.length === 0)
      .map(async ({ policy, statement }): Promise<Problem[]> => {
        const exposures = (await exposuresOf(statement)).filter(
          ({ level, breadth, isLimitable }) =>
            !["List", "Read"].includes(level) && breadth === "everything" && isLimitable,
        );
        return exposures.length === 0 ? [] : [problemOf(reached, policy, statement, exposures)];
      }),
  );
  return found.flat();
}

function problemOf(
  reached: Reached,
  policy: Policy,
  statement: Statement,
  exposures: readonly Exposure[],
): Problem {
  return {
    message: `${placeOf(policy, statement)}: ${called(reached)} may do ${doings(exposures)} on ${targets(exposures)}.`,
    mend: "Name the resources, or ask for a tag with a condition on aws:ResourceTag.",
    range: exposures[0]!.resource.range,
    about: aboutGrants(statement, exposures, (left) => problemOf(reached, policy, statement, left)),
  };
}

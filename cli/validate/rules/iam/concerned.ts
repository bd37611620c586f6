import { connectorRoles, policiesIn } from "../../policies";
import { type Policy, type Role, identityPolicies } from "../../policies/policy";
import type { Subject } from "../../subject";
import { reachedRoles } from "./reached";

/**
 * The identity policies by which the connector may do something: those of its own roles, of roles that it may pass or
 * assume, and those of which it isn't known who has them. What others may do is theirs to say.
 */
export function concerned(subject: Subject): Policy[] {
  const { policies, roles } = policiesIn(subject);
  const own = new Set<Role>([
    ...connectorRoles(subject),
    ...reachedRoles(subject).map(({ role }) => role),
  ]);
  const namesOf = (some: readonly Role[]) => new Set(some.flatMap(identityPolicies).map(nameOf));
  const ofConnector = namesOf([...own]);
  const ofOthers = namesOf(roles.filter((role) => !own.has(role)));
  return policies.filter(
    (policy) =>
      policy.kind === "identity" &&
      policy.isOfPeople !== true &&
      (ofConnector.has(nameOf(policy)) || !ofOthers.has(nameOf(policy))),
  );
}

/** A policy of several roles is read once for each. */
const nameOf = ({ address, range }: Policy): string => JSON.stringify([address, range]);

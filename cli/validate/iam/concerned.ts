import { connectorRoles } from "../policies";
import { type Policy, type Role, identityPolicies } from "../policies/policy";
import type { Subject } from "../subject";
import { reachedRoles } from "./reached";

/** The roles that the connector has: its own, those that it assumes, and those that it may pass or assume by name. */
const rolesOf = (subject: Subject): Role[] => [
  ...new Set([...connectorRoles(subject), ...reachedRoles(subject).map(({ role }) => role)]),
];

/** The identity policies by which the connector may do something. What others may do is theirs to say. */
export const concerned = (subject: Subject): Policy[] => rolesOf(subject).flatMap(identityPolicies);

/** The same, and who may take those roles. */
export const allConcerned = (subject: Subject): Policy[] => [
  ...concerned(subject),
  ...rolesOf(subject).flatMap(({ trust }) => trust),
];

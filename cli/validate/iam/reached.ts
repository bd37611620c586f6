import { isEveryRole } from "../../iam/resources";
import { listOf } from "../../iam/statement";
import { coversAction, overlapsArn } from "../../iam/wildcards";
import { connectorRoles, allRoles } from "../policies";
import { type Policy, type Role, type Statement, identityPolicies } from "../policies/policy";
import { isReferenceTo } from "../policies/resources";
import type { Subject } from "../subject";
import { placeOf, statementsOf } from "./findings";
import { comparable, ownArn } from "./own-arns";

/** A role that is not the connector's, but that it can use. */
export interface Reached {
  readonly role: Role;
  /** `which the connector may pass (aws_iam_role_policy.extra, statement 1)` */
  readonly how: string;
}

/** How a role is used by somebody else. */
const USES = [
  { action: "iam:PassRole", verb: "pass", isPossible: hasService },
  { action: "sts:AssumeRole", verb: "assume", isPossible: letsAccountIn },
] as const;

/**
 * Roles that a statement of the connector's lets it pass to a service or assume, and that would let it. Where a statement
 * does so with every role, as the set `iam-access` does, that is what is to be judged, and not what each of them may do.
 */
export function reachedRoles(subject: Subject): Reached[] {
  const others = allRoles(subject).filter(({ use }) => use === "other");
  const found = connectorRoles(subject).flatMap((connector) =>
    statementsOf(identityPolicies(connector)).flatMap((from) =>
      others.flatMap((role) => reached(role, connector, from)),
    ),
  );
  return [...new Map(found.reverse().map((each) => [each.role, each])).values()].reverse();
}

function reached(
  role: Role,
  connector: Role,
  { policy, statement }: { readonly policy: Policy; readonly statement: Statement },
): Reached[] {
  if (statement.effect !== "Allow" || !isOn(role, connector, statement)) return [];
  const use = USES.find(
    ({ action, isPossible }) =>
      isPossible(role) && statement.actions.some(({ text }) => coversAction(text, action)),
  );
  return use === undefined
    ? []
    : [{ role, how: `which the connector may ${use.verb} (${placeOf(policy, statement)})` }];
}

/** Whether a statement names a role, by its ARN or by what that is read from. */
const isOn = (role: Role, connector: Role, statement: Statement): boolean =>
  statement.resources.some(({ text }) => isReferenceTo(text, role.address)) ||
  listOf(comparable(connector, statement).Resource).some(
    (arn) => !isEveryRole(arn) && overlapsArn(arn, ownArn(role)),
  );

const principals = ({ trust }: Role) =>
  trust
    .flatMap(({ statements }) => statements)
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => statement.principals);

function hasService(role: Role): boolean {
  return principals(role).some(({ type }) => type === "Service");
}

/** A role that trusts one principal other than the connector lets nobody else in. */
function letsAccountIn(role: Role): boolean {
  return principals(role).some(
    ({ type, value }) => type === "AWS" && /^(\*|\d{12}|arn:.*:root)$/.test(value.text),
  );
}

import { isConnectorRoleName } from "./connector-roles";
import { type ManagedPolicy, policiesOfRole, rolesOf } from "./role-policies";
import { type LocatedText, textIn, uniqueBy } from "../../terraform/values/located-value";
import type { Role } from "./policy";
import type { Resource } from "./resources";

const POLICY_RESOURCES = [
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_policy_attachment",
];

/**
 * Roles of the connector that a module or another configuration makes, and that get policies here. Their other policies are
 * unknown.
 *
 * @param isMadeHere whether a policy or attachment is for a role among the resources
 */
export function externalRoles(
  resources: readonly Resource[],
  managed: readonly ManagedPolicy[],
  isMadeHere: (giving: Resource) => boolean,
): Role[] {
  const names = resources
    .filter((each) => POLICY_RESOURCES.includes(each.type) && !isMadeHere(each))
    .flatMap((giving) =>
      rolesOf(giving).flatMap((role) => {
        const text = textIn(role);
        if (text === undefined || !isConnectorRoleName(text)) return [];
        const name: LocatedText = { kind: "text", text, range: role.range };
        return [{ name, range: giving.range }];
      }),
    );
  return uniqueBy(names, ({ name }) => name.text).map(({ name, range }) => {
    const address = addressOf(name.text);
    return {
      address,
      name,
      trust: [],
      ...policiesOfRole((role) => textIn(role) === name.text, resources, managed),
      hasBoundary: false,
      isExternal: true,
      use: "other",
      range,
    };
  });
}

/** The reference, or the quoted name. */
const addressOf = (name: string): string => /^\$\{([^{}]*)\}$/.exec(name)?.[1] ?? `"${name}"`;

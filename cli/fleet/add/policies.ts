import {
  BASE_SET_NAMES,
  DEFAULT_SET_NAMES,
  PERMISSION_SET_NAMES,
  type PermissionSetName,
  permissionSet,
} from "../../../modules/permissions/sets";
import type { Part } from "./part";
import { type Values, json, list, object, text, texts } from "./values";

/** The statements of a policy, as JSON. */
export const statementsOf = (policy: unknown): readonly Values[] =>
  list(object(json(policy))["Statement"]).map(object);

/** What a statement has of one kind: one text, or several. */
export const textsOf = (value: unknown): readonly string[] =>
  typeof value === "string" ? [value] : texts(value);

/** The permission sets that a role is granted. @param name of its policies in Terraform */
export const grantedSets = (part: Part, name: string): readonly PermissionSetName[] =>
  PERMISSION_SET_NAMES.filter((set) =>
    [
      ...part.all("aws_iam_role_policy", name),
      ...part.all("aws_iam_role_policy_attachment", name),
    ].some(({ key }) => key === set),
  );

/** The permission sets that the public module granted, each as a resource of its own. */
export const publicSets = (part: Part): readonly PermissionSetName[] =>
  PERMISSION_SET_NAMES.filter((name) => {
    const { policyName, managedPolicy } = permissionSet(name);
    return (
      part.has("aws_iam_role_policy", `IAMRolePolicy-${policyName}`) ||
      part.has(
        "aws_iam_role_policy_attachment",
        `IAMRolePolicyAttachment-arnawsiamawspolicy--${managedPolicy}`,
      )
    );
  });

/** The two inputs that choose permission sets. */
export function permissionInputs(sets: readonly PermissionSetName[]): Values {
  const areSame = (others: readonly PermissionSetName[]) =>
    [...sets].sort().join() === [...others].sort().join();
  if (areSame(DEFAULT_SET_NAMES)) return { withPermissions: true, permissionSets: null };
  return areSame(BASE_SET_NAMES)
    ? { withPermissions: false, permissionSets: null }
    : { withPermissions: true, permissionSets: sets };
}

/** The boundary of what the connector makes, out of the guardrails. */
export const grantedRolesBoundary = (guardrails: unknown): string | null =>
  statementsOf(guardrails)
    .flatMap(({ Condition }) => Object.values(object(Condition)))
    .map((keys) => text(object(keys)["iam:PermissionsBoundary"]))
    .find((arn) => arn !== undefined) ?? null;

/** Names of further roles that the guardrails protect. @param own ARNs of the connector's roles */
export const protectedRoles = (
  guardrails: unknown,
  own: readonly (string | undefined)[],
): readonly string[] =>
  statementsOf(guardrails)
    .slice(0, 1)
    .flatMap(({ Resource }) => textsOf(Resource))
    .filter((arn) => !own.includes(arn))
    // The modules' own patterns have an asterisk for the account.
    .flatMap((arn) => /^arn:[^:]+:iam::[0-9]{12}:role\/(.+)$/.exec(arn)?.[1] ?? []);

/** Further managed policies of a role: ARNs, and those with keys of the caller's choice. */
export function furtherPolicies(part: Part): Values {
  const further = part
    .all("aws_iam_role_policy_attachment", "further")
    .map(({ key, values }) => [String(key), text(values["policy_arn"]) ?? ""] as const);
  return {
    extraManagedPolicyArns: further.flatMap(([key, arn]) => (key === arn ? [arn] : [])),
    extraManagedPolicies: Object.fromEntries(further.filter(([key, arn]) => key !== arn)),
  };
}

/** The IAM path of the roles that a connector may assume, besides `/`. */
export const assumedRolesPath = (part: Part): string =>
  part
    .all("aws_iam_role_policy")
    .filter(({ key }) => key === "remote-management")
    .flatMap(({ values }) => statementsOf(values["policy"]))
    .flatMap(({ Resource }) => textsOf(Resource))
    .flatMap((arn) => /:iam::\*:role(\/.+\/)apono-\*$/.exec(arn)?.[1] ?? [])[0] ?? "/";

/** What a connector's role has, on ECS and EKS, where the module makes it. */
export function connectorRoleInputs(part: Part, ownRoles: readonly (string | undefined)[]): Values {
  const role = part.one("aws_iam_role", "connector");
  if (role === undefined) return {};
  const guardrails = part.one("aws_iam_role_policy", "guardrails")?.["policy"];
  return {
    ...permissionInputs(grantedSets(part, "permissions")),
    ...furtherPolicies(part),
    exclusivePolicies: part.has("aws_iam_role_policies_exclusive", "connector"),
    permissionsBoundaryArn: text(role["permissions_boundary"]) ?? null,
    grantedRolesBoundaryArn: grantedRolesBoundary(guardrails),
    protectedRoleNames: protectedRoles(guardrails, [text(role["arn"]), ...ownRoles]),
  };
}

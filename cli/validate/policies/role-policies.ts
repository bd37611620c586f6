import { policiesOf, resourcesOf } from "./policy-document";
import {
  type Located,
  fieldOf,
  isFullyKnown,
  itemsOf,
  textField,
  type LocatedText,
  textIn,
} from "../../terraform/values/located-value";
import type { Attachment, Policy, Role } from "./policy";
import { type Resource, isReferenceTo } from "./resources";

/** A managed policy of the workspace, with its documents. */
export interface ManagedPolicy {
  readonly resource: Resource;
  readonly policies: readonly Policy[];
}

/** Whether the argument `role` or `roles` of a resource is a certain role. */
export type IsFor = (role: Located, by: Resource) => boolean;

/** The policies that other resources give a role: inline policies, attachments, and the attached managed policies. */
export function policiesOfRole(
  isFor: IsFor,
  resources: readonly Resource[],
  managed: readonly ManagedPolicy[],
  attachedByItself: readonly Attachment[] = [],
): Pick<Role, "inline" | "managed" | "attachments"> {
  const given = (type: string) =>
    resources.filter((each) => each.type === type && rolesOf(each).some((one) => isFor(one, each)));
  const attachments = [
    ...[...given("aws_iam_role_policy_attachment"), ...given("aws_iam_policy_attachment")].flatMap(
      (each) => attachmentsOf(each, fieldOf(each.body, "policy_arn")),
    ),
    ...attachedByItself,
  ];
  return {
    inline: given("aws_iam_role_policy").flatMap(policyOf),
    managed: managed.flatMap(({ resource, policies }) => {
      const by = attachments.filter(({ arn }) => isArnOf(arn.text, resource));
      if (by.length === 0) return [];
      const isAbsent = resource.isAbsent === true || by.every((each) => each.isAbsent);
      return policies.map((policy) => ({ ...policy, isAbsent }));
    }),
    attachments,
  };
}

/** The roles in a policy or an attachment. */
export const rolesOf = ({ type, body }: Resource): readonly Located[] => {
  if (type === "aws_iam_policy_attachment") return itemsOf(fieldOf(body, "roles"));
  const role = fieldOf(body, "role");
  return role === undefined ? [] : [role];
};

/** The documents of a resource's argument `policy`. */
export const policyOf = ({ address, body, isAbsent = false }: Resource): Policy[] =>
  policiesOf(fieldOf(body, "policy"), { address, isAbsent, ...nameOf(body) });

export const attachmentsOf = (
  { address, range, isAbsent = false }: Resource,
  arns: Located | undefined,
): Attachment[] => resourcesOf(arns).map((arn) => ({ address, arn, isAbsent, range }));

export const nameOf = (body: Located) => {
  const name = nameIn(fieldOf(body, "name"));
  return name === undefined ? {} : { name };
};

/** A name as text, with gaps, so that it equals the name in an ARN. */
export function nameIn(value: Located | undefined): LocatedText | undefined {
  const text = value === undefined ? undefined : textIn(value);
  return value === undefined || text === undefined
    ? undefined
    : { kind: "text", text, range: value.range };
}

/** Whether an ARN is that of a managed policy of the workspace. */
function isArnOf(arn: string, policy: Resource): boolean {
  if (isReferenceTo(arn, policy.address)) return true;
  const name = textField(policy.body, "name");
  return name !== undefined && isFullyKnown(name) && arn.endsWith(`:policy/${name}`);
}

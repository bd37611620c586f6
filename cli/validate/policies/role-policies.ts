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

/** A managed policy of the workspace, and what it says. */
export interface ManagedPolicy {
  readonly resource: Resource;
  readonly policies: readonly Policy[];
}

/** Whether a resource says by its argument `role` or `roles` that it is for a certain role. */
export type IsFor = (role: Located, by: Resource) => boolean;

/** What a role gets from resources other than itself: inline policies, attachments, and the managed policies so attached. */
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

/** The roles that a policy or an attachment says it is for. */
export const rolesOf = ({ type, body }: Resource): readonly Located[] => {
  if (type === "aws_iam_policy_attachment") return itemsOf(fieldOf(body, "roles"));
  const role = fieldOf(body, "role");
  return role === undefined ? [] : [role];
};

/** What a resource says in its argument `policy`. */
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

/** A name as it stands in an ARN, so that both are the same also where a condition decides. */
export function nameIn(value: Located | undefined): LocatedText | undefined {
  const text = value === undefined ? undefined : textIn(value);
  return value === undefined || text === undefined
    ? undefined
    : { kind: "text", text, range: value.range };
}

/** Whether an ARN is that of a managed policy of the same workspace. */
function isArnOf(arn: string, policy: Resource): boolean {
  if (isReferenceTo(arn, policy.address)) return true;
  const name = textField(policy.body, "name");
  return name !== undefined && isFullyKnown(name) && arn.endsWith(`:policy/${name}`);
}

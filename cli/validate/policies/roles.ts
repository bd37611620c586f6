import { rolesInTemplate } from "./cloudformation";
import { classifyRole } from "./connector-roles";
import { policiesOf } from "./policy-document";
import { externalRoles } from "./external-roles";
import {
  type ManagedPolicy,
  attachmentsOf,
  policiesOfRole,
  nameOf,
  policyOf,
  rolesOf,
} from "./role-policies";
import {
  type Located,
  fieldOf,
  isFullyKnown,
  isNull,
  itemsOf,
  textField,
  textIn,
  textsOf,
} from "../../terraform/values/located-value";
import type { Role } from "./policy";
import { type Resource, isReferenceTo, withoutKeys } from "./resources";

/** The roles among resources, with their policies. */
export function rolesIn(resources: readonly Resource[]): Role[] {
  const ofType = (type: string) => resources.filter((each) => each.type === type);
  const managed = ofType("aws_iam_policy").map((resource) => ({
    resource,
    policies: policyOf(resource),
  }));
  const templates = resources.flatMap((resource) =>
    /^aws_cloudformation_stack(_set)?$/.test(resource.type) ? rolesInTemplate(resource) : [],
  );
  const made = ofType("aws_iam_role");
  const isMadeHere = (giving: Resource) =>
    rolesOf(giving).some((name) => made.some((role) => isFor(name, giving, role)));
  const roles = [
    ...made.map((role) => roleOf(role, resources, managed)),
    ...externalRoles(resources, managed, isMadeHere),
    ...templates,
  ];
  // Twice: roles that the connector assumes are known only after its own roles are.
  const used = (known: readonly Role[]) =>
    known.map((role) => ({ ...role, ...classifyRole(role, resources, known) }));
  return used(used(roles));
}

function roleOf(
  resource: Resource,
  resources: readonly Resource[],
  managed: readonly ManagedPolicy[],
): Role {
  const { address, body, range } = resource;
  const written = (argument: string) =>
    resource.isWritten(argument) ? fieldOf(body, argument) : undefined;
  const given = policiesOfRole(
    (name, by) => isFor(name, by, resource),
    resources,
    managed,
    attachmentsOf(resource, written("managed_policy_arns")),
  );
  const nested = itemsOf(written("inline_policy")).flatMap((each) =>
    policiesOf(fieldOf(each, "policy"), { address, ...nameOf(each) }),
  );
  const arn = textField(body, "arn");
  const [path] = textsOf(fieldOf(body, "path"));
  const boundary = fieldOf(body, "permissions_boundary");
  return {
    address,
    ...nameOf(body),
    ...(path === undefined ? {} : { path }),
    ...(arn !== undefined && isFullyKnown(arn) ? { arn } : {}),
    trust: policiesOf(fieldOf(body, "assume_role_policy"), { address }),
    ...given,
    inline: [...nested, ...given.inline],
    hasBoundary: boundary !== undefined && !isNull(boundary),
    use: "other",
    range,
  };
}

/** Whether the role of a policy or an attachment is a certain one: by its name, or by a reference. */
function isFor(name: Located, by: Resource, { address, body }: Resource): boolean {
  const text = textIn(name);
  const own = textField(body, "name");
  if (text !== undefined && (text === own || isReferenceTo(text, address))) return true;
  return by.referenceOf("role") === withoutKeys(address);
}

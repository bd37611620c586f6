import { rolesInTemplate } from "./cloudformation";
import { useOf } from "./connector";
import { policiesOf } from "./document";
import { rolesElsewhere } from "./elsewhere";
import { type Managed, attached, givenTo, inlinePolicy, nameOf, rolesOf } from "./given";
import {
  type Located,
  fieldOf,
  isExact,
  isNull,
  itemsOf,
  textField,
  textIn,
  textsOf,
  uniqueBy,
} from "./located";
import type { Policy, Role } from "./policy";
import { type Resource, isReferenceTo, withoutKeys } from "./resources";

/** What a set of resources grants. */
export interface Granted {
  readonly roles: readonly Role[];
  readonly policies: readonly Policy[];
}

/** Arguments that hold a policy on the resource itself. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  aws_ecr_repository_policy: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_s3_bucket: "policy",
  aws_s3_bucket_policy: "policy",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
};

/** Arguments that hold permissions of users, groups, and whoever comes by Identity Center. */
const PEOPLES_POLICIES: Readonly<Record<string, string>> = {
  aws_iam_group_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_ssoadmin_permission_set_inline_policy: "inline_policy",
};

/** The roles and policies among resources, each policy with the role that has it. */
export function grantedBy(resources: readonly Resource[]): Granted {
  const ofType = (type: string) => resources.filter((each) => each.type === type);
  const managed = ofType("aws_iam_policy").map((resource) => ({
    resource,
    policies: policiesOf(fieldOf(resource.body, "policy"), {
      kind: "identity",
      address: resource.address,
      inline: false,
      ...nameOf(resource.body),
    }),
  }));
  const templates = resources.flatMap((resource) =>
    /^aws_cloudformation_stack(_set)?$/.test(resource.type) ? rolesInTemplate(resource) : [],
  );
  const made = ofType("aws_iam_role");
  const isMadeHere = (giving: Resource) =>
    rolesOf(giving).some((name) => made.some((role) => isFor(name, giving, role)));
  const roles = [
    ...made.map((role) => roleOf(role, resources, managed)),
    ...rolesElsewhere(resources, managed, isMadeHere),
    ...templates,
  ];
  const others = resources.flatMap(({ type, body, address }) => {
    const argument = RESOURCE_POLICIES[type] ?? PEOPLES_POLICIES[type];
    if (argument === undefined) return [];
    const isOfPeople = type in PEOPLES_POLICIES;
    return policiesOf(fieldOf(body, argument), {
      kind: isOfPeople ? "identity" : "resource",
      address,
      inline: false,
      isOfPeople,
      ...nameOf(body),
    });
  });
  // A policy whose role isn't known is still one.
  const inline = ofType("aws_iam_role_policy").flatMap(inlinePolicy);
  const policies = [
    ...roles.flatMap((role) => [...role.trust, ...role.inline, ...role.managed]),
    ...inline,
    ...managed.flatMap((each) => each.policies),
    ...others,
  ];
  // Which roles are the connector's must be known before it can be told which it assumes.
  const used = (known: readonly Role[]) =>
    known.map((role) => ({ ...role, ...useOf(role, resources, known) }));
  return {
    roles: used(used(roles)),
    policies: uniqueBy(policies, (each) => `${each.kind} ${each.address} ${placeIn(each)}`),
  };
}

const placeIn = ({ range, statements, document }: Policy) =>
  JSON.stringify([range, statements.map((each) => each.range), document]);

function roleOf(
  resource: Resource,
  resources: readonly Resource[],
  managed: readonly Managed[],
): Role {
  const { address, body, range } = resource;
  const given = givenTo(
    address,
    (name, by) => isFor(name, by, resource),
    resources,
    managed,
    attached(resource, fieldOf(body, "managed_policy_arns")),
  );
  const nested = itemsOf(fieldOf(body, "inline_policy")).flatMap((each) =>
    policiesOf(fieldOf(each, "policy"), {
      kind: "identity",
      address,
      role: address,
      inline: true,
      ...nameOf(each),
    }),
  );
  const arn = textField(body, "arn");
  const [path] = textsOf(fieldOf(body, "path"));
  const boundary = fieldOf(body, "permissions_boundary");
  return {
    address,
    ...nameOf(body),
    ...(path === undefined ? {} : { path }),
    ...(arn !== undefined && isExact(arn) ? { arn } : {}),
    trust: policiesOf(fieldOf(body, "assume_role_policy"), {
      kind: "trust",
      address,
      role: address,
      inline: false,
    }),
    ...given,
    inline: [...nested, ...given.inline],
    hasBoundary: boundary !== undefined && !isNull(boundary),
    use: "other",
    range,
  };
}

/** Whether what a policy or an attachment says of its role leads to a certain one: its name, or something read of it. */
function isFor(name: Located, by: Resource, { address, body }: Resource): boolean {
  const text = textIn(name);
  const own = textField(body, "name");
  if (text !== undefined && (text === own || isReferenceTo(text, address))) return true;
  return by.source("role") === withoutKeys(address);
}

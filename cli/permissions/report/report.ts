import type { AccessLevel } from "../../iam/actions";

/**
 * The most that a connector may do: the data of every format. Its JSON: docs/permissions.schema.json.
 */
export interface PermissionReport {
  /** Raised on an incompatible change of the JSON. */
  readonly format: 1;
  readonly module: string;
  /** Version of the modules. */
  readonly version: string;
  readonly partition: string;
  /** Where the roles are; null if not given, with placeholders in ARNs. */
  readonly account: string | null;
  readonly region: string | null;
  readonly connectorId: string | null;
  readonly withPermissions: boolean;
  /** The permission sets that are granted, in the project's order. */
  readonly permissionSets: readonly string[];
  /**
   * Permissions boundary that roles and users must have to be created or changed by the connector; null without one.
   */
  readonly grantedRolesBoundary: string | null;
  /** The most important facts, in sentences. */
  readonly verdict: readonly string[];
  /** The version of AWS's reference that access levels and descriptions come from. */
  readonly reference: { readonly url: string; readonly version: string; readonly updated: string };
  readonly counts: Counts;
  readonly roles: readonly ReportRole[];
  readonly notAllowed: readonly NotAllowed[];
}

/** Counts of one role or of all. An AWS managed policy counts as one; its actions are not counted. */
export interface Counts {
  /** Rows that allow. A wildcard counts as one. */
  readonly grants: number;
  /** Distinct allowed actions, with wildcards expanded. */
  readonly actions: number;
  readonly byAccessLevel: Readonly<Record<AccessLevel, number>>;
  readonly services: number;
  /** Grants whose action has a wildcard. */
  readonly wildcardActions: number;
  /** Grants on all resources without a condition on tags. */
  readonly allResources: number;
  readonly conditional: number;
  readonly denials: number;
  readonly managedPolicies: number;
  readonly escalationPaths: Readonly<Record<PathState, number>>;
}

export interface ReportRole {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly arn: string;
  /** Who may assume it. */
  readonly trust: readonly TrustStatement[];
  readonly policies: readonly ReportPolicy[];
  readonly escalation: readonly ReportPath[];
  readonly counts: Counts;
}

export interface TrustStatement {
  /** The setting that adds it; null if it is always there. */
  readonly when: string | null;
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly conditions: readonly ReportCondition[];
}

export interface ReportCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export const POLICY_KINDS = ["permission-set", "fixed", "guardrail"] as const;

export interface ReportPolicy {
  /** Of a permission set: its name. */
  readonly id: string;
  readonly kind: (typeof POLICY_KINDS)[number];
  /** Name of the policy in IAM. */
  readonly name: string;
  readonly purpose: string;
  /** Whether it is granted even without permissions. */
  readonly base: boolean;
  /** The setting that adds it; null if it is always there. */
  readonly when: string | null;
  /** An AWS managed policy: AWS may change what it allows. */
  readonly managedPolicy: ManagedPolicy | null;
  /** Why actions are granted that the purpose does not explain. */
  readonly reasons: readonly ReportReason[];
  readonly rows: readonly ReportRow[];
}

export interface ReportReason {
  readonly actions: readonly string[];
  readonly why: string;
}

export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  /** AWS's page with its current permissions. */
  readonly url: string;
}

/** The resources that an action applies to. `kind`: every resource of a type. */
export const SCOPES = ["all", "kind", "named", "tagged"] as const;
export type Scope = (typeof SCOPES)[number];

export interface ReportRow {
  /** Stable across reports. */
  readonly id: string;
  readonly effect: "Allow" | "Deny";
  readonly service: string;
  readonly serviceName: string;
  /** The action as granted, possibly with a wildcard. */
  readonly action: string;
  readonly wildcard: boolean;
  /** The actions that it matches. */
  readonly actions: readonly ReportAction[];
  readonly accessLevels: readonly AccessLevel[];
  readonly scope: Scope;
  /** The statement's resources that apply to the action. */
  readonly resources: readonly string[];
  readonly conditions: readonly ReportCondition[];
  /** Ids of the role's escalation paths that use it and are not closed. */
  readonly escalation: readonly string[];
}

export interface ReportAction {
  readonly name: string;
  readonly accessLevel: AccessLevel;
  readonly description: string;
}

export type PathState = "open" | "narrowed" | "closed";

export interface ReportPath {
  readonly id: string;
  readonly title: string;
  readonly how: string;
  readonly source: string;
  readonly state: PathState;
  /** Whether it gives any permissions that one chooses, including an administrator's. */
  readonly givesAny: boolean;
  /** Its ids in pathfinding.cloud and iam-vulnerable. */
  readonly publicIds: readonly string[];
  /** Whether only grantedRolesBoundaryArn closes it. */
  readonly closedByBoundary: boolean;
  /** Whether something that it needs is allowed only under conditions. */
  readonly conditional: boolean;
  readonly permissionSets: readonly string[];
  /** Ids of the rows that allow it. */
  readonly rows: readonly string[];
  /** Ids of the rows that deny a part of it. */
  readonly deniedBy: readonly string[];
}

export interface NotAllowed {
  readonly title: string;
  /** `denied`: by a guardrail, whatever else allows it; `not-granted`: no policy here allows it. */
  readonly why: "denied" | "not-granted";
  readonly actions: readonly string[];
  /** The role that it applies to; null for all. */
  readonly role: string | null;
}

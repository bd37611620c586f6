import type { AccessLevel } from "../../iam/actions";

/**
 * What a connector may do at most, as one structure from which every format is made. Its JSON is described by
 * docs/permissions.schema.json.
 */
export interface PermissionReport {
  /** Raised when a reader of the JSON has to change. */
  readonly format: 1;
  readonly module: string;
  /** Version of the modules. */
  readonly version: string;
  readonly partition: string;
  /** Where the roles are; null where names stand for what is not given. */
  readonly account: string | null;
  readonly region: string | null;
  readonly connectorId: string | null;
  readonly withPermissions: boolean;
  /** The permission sets that are granted, in the project's order. */
  readonly permissionSets: readonly string[];
  /** The boundary that roles and users which the connector makes or changes must carry; null without one. */
  readonly grantedRolesBoundary: string | null;
  /** What a reader must know first, in sentences. */
  readonly verdict: readonly string[];
  /** Which copy of AWS's reference the access levels and descriptions are from. */
  readonly reference: { readonly url: string; readonly version: string; readonly updated: string };
  readonly counts: Counts;
  readonly roles: readonly ReportRole[];
  readonly notAllowed: readonly NotAllowed[];
}

/** Figures of a role, or of all; AWS managed policies are counted as such, and no action of theirs. */
export interface Counts {
  /** Rows that allow: an action as it is granted, wildcards as one. */
  readonly grants: number;
  /** Different actions that those allow, wildcards written out. */
  readonly actions: number;
  readonly byAccessLevel: Readonly<Record<AccessLevel, number>>;
  readonly services: number;
  /** Grants whose action has a wildcard. */
  readonly wildcardActions: number;
  /** Grants on all resources, without a condition on their tags. */
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
  /** The setting under which it is there; null where always. */
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
  /** Whether it is there without permissions too. */
  readonly base: boolean;
  /** The setting under which it is there; null where always. */
  readonly when: string | null;
  /** An AWS managed policy: AWS may change what it allows. */
  readonly managedPolicy: ManagedPolicy | null;
  /** Why some of its actions are granted, where the purpose doesn't say. */
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
  /** Where AWS shows what it allows today. */
  readonly url: string;
}

/** How far an action reaches. `kind`: every resource of a kind. */
export const SCOPES = ["all", "kind", "named", "tagged"] as const;
export type Scope = (typeof SCOPES)[number];

export interface ReportRow {
  /** The same in every report that has the row. */
  readonly id: string;
  readonly effect: "Allow" | "Deny";
  readonly service: string;
  readonly serviceName: string;
  /** The action as it is granted, perhaps with a wildcard. */
  readonly action: string;
  readonly wildcard: boolean;
  /** The actions that it stands for. */
  readonly actions: readonly ReportAction[];
  readonly accessLevels: readonly AccessLevel[];
  readonly scope: Scope;
  /** The statement's resources that the action can work on. */
  readonly resources: readonly string[];
  readonly conditions: readonly ReportCondition[];
  /** Ids of the role's escalation paths that it is part of, if they are not closed. */
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
  /** Whether whoever takes it chooses the permissions, an administrator's among them. */
  readonly givesAny: boolean;
  /** Ids that pathfinding.cloud and iam-vulnerable have for it. */
  readonly publicIds: readonly string[];
  /** Whether it is closed, and would not be without grantedRolesBoundaryArn. */
  readonly closedByBoundary: boolean;
  /** Something that it needs is allowed under conditions only. */
  readonly conditional: boolean;
  readonly permissionSets: readonly string[];
  /** Ids of the rows that open it. */
  readonly rows: readonly string[];
  /** Ids of the rows that deny something of it. */
  readonly deniedBy: readonly string[];
}

export interface NotAllowed {
  readonly title: string;
  /** `denied` by a guardrail whatever else allows it; or `not-granted` by anything here. */
  readonly why: "denied" | "not-granted";
  readonly actions: readonly string[];
  /** The role that this is said of; null for all. */
  readonly role: string | null;
}

import type { Statement } from "./policy";

/** A named set of permissions, which users choose in `permissionSets`. */
export interface PermissionSet {
  /** Why the connector needs it, in one sentence. */
  readonly purpose: string;
  /** Granted even if withPermissions is false: what the connector needs to run. */
  readonly base: boolean;
  /** Granted only where it is named in `permissionSets`. @default false */
  readonly optional?: boolean;
  /** Name of the inline policy in IAM; the public module's names, so that an upgrade changes nothing. */
  readonly policyName?: string;
  /** What the inline policy allows. */
  readonly statements?: readonly Statement[];
  /** An AWS managed policy instead: its path and name below `policy/`. */
  readonly managedPolicy?: string;
  /** Why some of its actions are granted, unless the purpose says it. */
  readonly reasons?: readonly Reason[];
}

/** Why actions of a set are granted. */
export interface Reason {
  readonly actions: readonly string[];
  readonly why: string;
}

/** An allowing statement. */
export const allow = (
  Action: readonly string[],
  Resource: readonly string[],
  more: Partial<Statement> = {},
): Statement => ({
  ...more,
  Effect: "Allow",
  Action,
  Resource,
});

import type { Statement } from "./policy";

/** Some permissions by name, that a user can choose (`permissionSets`) and a reviewer can read. */
export interface PermissionSet {
  /** One sentence: what the connector needs it for. */
  readonly purpose: string;
  /** Granted also *without permissions*: what the connector needs to work at all. */
  readonly base: boolean;
  /** Granted only where it is named in `permissionSets`. @default false */
  readonly optional?: boolean;
  /** Name of the inline policy in IAM; the public module's names, so that an upgrade changes nothing. */
  readonly policyName?: string;
  /** What the inline policy allows. */
  readonly statements?: readonly Statement[];
  /** An AWS managed policy instead: its path and name below `policy/`. */
  readonly managedPolicy?: string;
  /** Why some of its actions are granted, where the purpose doesn't say. */
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

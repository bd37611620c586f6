/** A known privilege escalation path, with the actions that it needs. */
export interface EscalationPath {
  /** In kebab-case; reports, findings and links use it. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences: how it is done. */
  readonly how: string;
  /** The needed actions: one of each choice. */
  readonly needs: readonly ActionChoice[];
  /**
   * The role that its actions must be allowed on. `own-role`: the role that has the permissions. `same-role`: the same role for
   * all actions. `any-role`: every role. @default - any resource
   */
  readonly on?: "own-role" | "same-role" | "any-role";
  /** Whether the caller gets any permissions of its choice. @default false */
  readonly givesAny?: boolean;
  /** Service principals for `iam:PassRole`; one is enough. @default - unknown */
  readonly passedTo?: readonly string[];
  readonly source: string;
}

/** Alternative actions: one is enough. */
export type ActionChoice = readonly string[];

/** A page of pathfinding.cloud, the list that Datadog keeps. */
export const pathfinding = (id: string): string => `https://pathfinding.cloud/paths/${id}`;

/** A page of AWS's documentation. */
export const docs = (page: string): string => `https://docs.aws.amazon.com/${page}`;

/** Needs of one action each. */
export const all = (...actions: readonly string[]): ActionChoice[] =>
  actions.map((action) => [action]);

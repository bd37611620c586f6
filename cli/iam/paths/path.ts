/** A known way by which somebody with some permissions gets more than was meant, as the actions that it takes. */
export interface EscalationPath {
  /** Lower case, digits and hyphens; reports, findings and links use it. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences: how it is done. */
  readonly how: string;
  /** All of these are needed; of each choice one action is enough. */
  readonly needs: readonly ActionChoice[];
  /**
   * On what the actions on roles must be allowed for the path to be open. `own-role`: the very role that has the
   * permissions. `same-role`: one role that all of them reach. `any-role`: every role there is. @default - anything
   */
  readonly on?: "own-role" | "same-role" | "any-role";
  /** Whether the caller chooses the permissions that it gets, an administrator's among them. @default false */
  readonly givesAny?: boolean;
  /** Service principals that `iam:PassRole` must be allowed for; one is enough. @default - not known */
  readonly passedTo?: readonly string[];
  readonly source: string;
}

/** Actions of which one is enough. */
export type ActionChoice = readonly string[];

/** A page of pathfinding.cloud, the list that Datadog keeps. */
export const pathfinding = (id: string): string => `https://pathfinding.cloud/paths/${id}`;

/** A page of AWS's documentation. */
export const docs = (page: string): string => `https://docs.aws.amazon.com/${page}`;

/** Needs of one action each. */
export const all = (...actions: readonly string[]): ActionChoice[] =>
  actions.map((action) => [action]);

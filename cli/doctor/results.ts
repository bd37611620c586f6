/**
 * The outcome of a check. `unknown`: it could not run, for example because a permission is missing; it says nothing
 * about the resource.
 */
export const STATUSES = ["ok", "warning", "problem", "unknown", "skipped"] as const;
export type Status = (typeof STATUSES)[number];

/** The groups of checks, in the order they run and are shown. */
export const GROUPS = [
  "tools",
  "inputs",
  "token",
  "aws",
  "network",
  "names",
  "eks",
  "organization",
] as const;
export type Group = (typeof GROUPS)[number];

/** A result's id, stable across versions: the group, then what was checked. */
export type ResultId = `${Group}.${string}`;

/** What a result has besides status and summary. */
export interface ResultDetails {
  /** Further lines. */
  readonly detail?: readonly string[];
  /** What to do, as a sentence or a command. */
  readonly fix?: string;
  /** Data for programs. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Shown as text only; `data` has the same content. */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly string[][] };
}

/** The result of one check. */
export interface Result extends ResultDetails {
  readonly id: ResultId;
  readonly status: Status;
  /** One sentence. */
  readonly summary: string;
}

const as =
  (status: Status) =>
  (id: ResultId, summary: string, details: ResultDetails = {}): Result => ({
    id,
    status,
    summary,
    ...details,
  });

export const ok = as("ok");
export const warning = as("warning");
export const problem = as("problem");
export const unknown = as("unknown");
export const skipped = as("skipped");

export const groupOf = ({ id }: Result): Group => id.split(".")[0] as Group;

/**
 * How a check ended. `unknown` is for what could not be looked at, for example for want of a permission: it says
 * nothing of whether the thing exists.
 */
export const STATUSES = ["ok", "warning", "problem", "unknown", "skipped"] as const;
export type Status = (typeof STATUSES)[number];

/** The groups of checks, in the order in which they run and are shown. */
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

/** A result's name, which stays the same from version to version: the group, then what was looked at. */
export type ResultId = `${Group}.${string}`;

/** What a check has to say beside its verdict. */
export interface ResultDetails {
  /** Further lines. */
  readonly detail?: readonly string[];
  /** What to do, as a sentence or a command. */
  readonly fix?: string;
  /** The same for machines. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** For people only; `data` has the same. */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly string[][] };
}

/** What one check found. */
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

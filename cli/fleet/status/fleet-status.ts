import type { ModuleName } from "../../../modules/module-names";
import type { Finding } from "../../status/findings";
import type { Verdict } from "../../status/verdict";
import type { Difference } from "./drift";

/** The result of one check of a member. */
export interface FleetFinding extends Omit<Finding, "id"> {
  readonly id: Finding["id"] | "drift" | "role";
}

/** The status of a connector or delegation. Null where it is not known or does not apply. Times are ISO 8601. */
export interface MemberStatus {
  readonly name: string;
  readonly module: ModuleName;
  /** 12 digits. */
  readonly accountId: string | null;
  readonly region: string | null;
  /** Of a delegation, `as-configured` if its role is there. */
  readonly verdict: Verdict;
  readonly connectorId: string | null;
  readonly connected: boolean | null;
  readonly lastConnected: string | null;
  readonly sessions: { readonly expected: number | null; readonly connected: number | null };
  readonly version: {
    readonly configured: string | null;
    readonly running: readonly string[];
    readonly newest: string | null;
    readonly isNewest: boolean | null;
  };
  /** When what runs it was last deployed. */
  readonly lastChange: string | null;
  readonly drift: readonly Difference[] | null;
  /** Of a delegation. */
  readonly role: { readonly name: string; readonly exists: boolean } | null;
  readonly findings: readonly FleetFinding[];
}

/** The status of a fleet. */
export interface FleetStatus {
  /** When it was asked. */
  readonly at: string;
  /** The fleet file. */
  readonly file: string;
  /** In the file's order. */
  readonly members: readonly MemberStatus[];
}

/** How many members have a verdict. */
export const countOf = ({ members }: FleetStatus, ...verdicts: readonly Verdict[]): number =>
  members.filter(({ verdict }) => verdicts.includes(verdict)).length;

import type { Verdict } from "../../status/verdict";
import { isConnector } from "../../../modules/module-names";
import type { MemberStatus } from "./fleet-status";

/** What is not known, or not there. */
export const NOTHING = "–";

/** The verdicts on connectors in words. */
export const STATES: Readonly<Record<Verdict, string>> = {
  "as-configured": "connected",
  "not-as-configured": "connected, differs",
  "not-connected": "not connected",
  unknown: "not known",
};

const ROLE_STATES: Readonly<Record<Verdict, string>> = {
  "as-configured": "role is there",
  "not-as-configured": "no role",
  "not-connected": "no role",
  unknown: "not known",
};

/** The state in words, as the table has it. */
export function stateOf({ module, verdict, connected }: MemberStatus): string {
  if (!isConnector(module)) return ROLE_STATES[verdict];
  if (verdict === "as-configured" && connected === false) return "off, as configured";
  return verdict === "unknown" && connected === true ? "connected, not checked" : STATES[verdict];
}

/** The columns of the table. */
export const HEAD = [
  "Name",
  "State",
  "Sessions",
  "Configured",
  "Running",
  "Newest",
  "Last change",
  "Drift",
  "Account",
  "Region",
];

/** The cells of a row; empty where nothing is known. */
export function cellsOf(member: MemberStatus): string[] {
  const { name, sessions, version, lastChange, drift, accountId, region } = member;
  return [
    name,
    stateOf(member),
    sessions.connected === null ? "" : `${sessions.connected}/${sessions.expected ?? "?"}`,
    version.configured ?? "",
    version.running.join(", "),
    version.newest ?? "",
    lastChange === null ? "" : minuteOf(lastChange),
    drift === null ? "" : drift.map(({ what }) => what).join(", ") || "none",
    accountId ?? "",
    region ?? "",
  ];
}

/** `2026-11-28 10:00`, in UTC. */
export const minuteOf = (time: string): string => time.slice(0, 16).replace("T", " ");

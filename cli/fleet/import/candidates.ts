import { connectorIdOf } from "../../../fleet/connector-id";
import type { Member } from "../../../fleet/fleet";
import type { Connector } from "../../status/api/answers";

/** A connector of Apono's that a fleet file does not have. */
export interface Candidate {
  /** For the file: its ID, as far as a name can be that. */
  readonly name: string;
  readonly connectorId: string;
  readonly module: "ecs-connector" | "eks-connector";
  readonly account: string;
  readonly region?: string;
}

/** What can be imported, and why the rest can't. */
export interface Candidates {
  readonly found: readonly Candidate[];
  readonly notes: readonly string[];
}

/** The connectors that the file does not have. Where one runs is known while it is connected. */
export function candidatesAmong(
  connectors: readonly Connector[],
  members: readonly Member[],
): Candidates {
  const ids = members.map(connectorIdOf);
  const names = new Set(members.map(({ name }) => name));
  const found: Candidate[] = [];
  const notes: string[] = [];
  for (const { id, sessions, isOnKubernetes } of connectors) {
    if (ids.includes(id)) continue;
    const account = sessions.find((session) => session.accountId !== null)?.accountId;
    if (sessions.length === 0)
      notes.push(
        `${id} is not connected, so Apono does not know where it runs. Add it with fleet add, or import it when it is connected.`,
      );
    else if (account == null) notes.push(`${id} does not run in AWS.`);
    else
      found.push({
        name: freeName(id, names),
        connectorId: id,
        module: isOnKubernetes === true ? "eks-connector" : "ecs-connector",
        account,
        region: sessions.find(({ region }) => region !== null)?.region ?? undefined,
      });
  }
  return { found, notes };
}

/** Longest name in a fleet file. */
const LONGEST = 63;

/** A name of letters, digits and -, which no other has. */
function freeName(id: string, names: Set<string>): string {
  const plain = id
    .replace(/[^A-Za-z0-9-]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST - 3);
  const base = plain === "" ? "connector" : plain;
  let name = base;
  for (let count = 2; names.has(name); count++) name = `${base}-${count}`;
  names.add(name);
  return name;
}

import type { Fleet, Member } from "../../fleet/fleet";
import type { FleetReading } from "../../fleet/read";
import { table } from "../terminal/table";

/** The connectors of a fleet as a table. */
export function toTable({ members }: Fleet, width?: number): string {
  const rows = members.map((member) => [
    member.name,
    member.module,
    member.account ?? "the credentials'",
    member.region ?? "the environment's",
    member.wave === undefined ? "–" : String(member.wave + 1),
    member.dependsOn.join(", ") || "–",
    tokenOf(member),
  ]);
  return table(["Name", "Module", "Account", "Region", "Wave", "After", "Token"], rows, width);
}

function tokenOf({ token }: Member): string {
  if (token === undefined) return "–";
  return "env" in token ? `TF_VAR_${token.env}` : token.secretArn;
}

/** The connectors, or the mistakes, as JSON. */
export const toJson = (file: string, reading: FleetReading): string =>
  JSON.stringify(
    "fleet" in reading
      ? { file, connectors: reading.fleet.members, mistakes: [] }
      : { file, connectors: [], mistakes: reading.faults },
    null,
    2,
  );

import type { Member } from "../../../fleet/fleet";
import { NO_SUCH_ENTITY } from "../../aws/failure";
import { resourceNames } from "../../doctor/resource-names";
import { type QueryResult, answerOf, failureOf, query } from "../../status/query-result";
import { inputsOf } from "./configured";
import type { FleetFinding, MemberStatus } from "./fleet-status";
import type { Place } from "./places";

/** The status of a delegation: whether its role is there. It needs no connection. */
export async function delegationStatus(
  member: Member,
  place: QueryResult<Place>,
): Promise<MemberStatus> {
  const { name, module } = member;
  const opened = answerOf(place);
  const role = opened && (await query("The role", () => roleIn(member, opened)));
  const found = answerOf(role);
  return {
    name,
    module,
    accountId: opened?.accountId ?? member.account ?? null,
    region: opened?.region ?? member.region ?? null,
    verdict: found === undefined ? "unknown" : found.exists ? "as-configured" : "not-as-configured",
    connectorId: null,
    connected: null,
    lastConnected: null,
    sessions: { expected: null, connected: null },
    version: { configured: null, running: [], newest: null, isNewest: null },
    lastChange: null,
    drift: null,
    role: found ?? null,
    findings: [findingOf(name, found, failureOf(place) ?? failureOf(role))],
  };
}

async function roleIn(member: Member, place: Place) {
  const names = resourceNames(member.module, inputsOf(member), place);
  const { name } = names.find(({ kind }) => kind === "role")!;
  const answer = await place.aws.find("iam:GetRole", { RoleName: name }, NO_SUCH_ENTITY);
  return { name, exists: answer !== undefined };
}

function findingOf(
  name: string,
  role: MemberStatus["role"] | undefined,
  failure: ReturnType<typeof failureOf>,
): FleetFinding {
  if (role == null)
    return { id: "role", status: "unknown", summary: failure!.summary, fix: failure!.fix };
  return role.exists
    ? { id: "role", status: "ok", summary: `The role ${role.name} is there.` }
    : {
        id: "role",
        status: "problem",
        summary: `The account has no role ${role.name}.`,
        fix: `Deploy it: npx cdktf deploy ${name}`,
      };
}

import type { Member } from "../../../fleet/fleet";
import type { Connector } from "../../status/api/answers";
import { type Finding, type Snapshot, findingsOf, runningVersions } from "../../status/findings";
import { runtimeOf } from "../../status/open-runtime";
import { type QueryResult, answerOf, failureOf, query } from "../../status/query-result";
import { type Runtime, RuntimeFailure } from "../../status/runtime";
import { type Verdict, verdictOf } from "../../status/verdict";
import type { Env } from "../../terminal/io";
import { deploymentOf } from "./configured";
import { type Difference, differenceText, driftOf } from "./drift";
import type { FleetFinding, MemberStatus } from "./fleet-status";
import type { Place } from "./places";

/** Apono's connectors; undefined without an API token. */
export type Listed = QueryResult<readonly Connector[]>;

/** The status of a connector, by Apono and by what runs it. */
export async function connectorStatus(
  member: Member,
  place: QueryResult<Place>,
  listed: Promise<Listed>,
  env: Env,
): Promise<MemberStatus> {
  const { name, module } = member;
  const opened = answerOf(place);
  const deployment = deploymentOf(member, opened);
  const runtime =
    opened === undefined ? withoutAnswer(place) : await look(member, deployment, opened, env);
  const known = await listed;
  const snapshot: Snapshot = { connector: connectorIn(known, deployment.connectorId), runtime };
  const connector = answerOf(snapshot.connector);
  const found = answerOf(runtime);
  const drift = found && driftOf(member, found);
  const newest = answerOf(known)?.find(({ isLatestVersion }) => isLatestVersion === true)?.version;
  const findings = findingsOf(deployment, snapshot, newest ?? undefined).filter(
    // Where the file has the newest version, it only has to be deployed.
    ({ id, status }) => id !== "newest-version" || status === "ok" || deployment.version !== newest,
  );
  return {
    name,
    module,
    accountId: deployment.accountId ?? null,
    region: deployment.region ?? null,
    verdict: verdictWith(verdictOf(snapshot, findings), drift, found),
    connectorId: deployment.connectorId,
    connected: connector === undefined ? null : connector?.status === "CONNECTED",
    lastConnected: connector?.lastConnected ?? null,
    sessions: {
      expected: deployment.instances ?? null,
      connected: connector === undefined ? null : (connector?.sessions.length ?? 0),
    },
    version: {
      configured: deployment.version ?? null,
      running: connector?.status === "CONNECTED" ? runningVersions(connector) : [],
      newest: newest ?? null,
      isNewest: connector?.isLatestVersion ?? null,
    },
    lastChange: found?.changedAt ?? null,
    drift: drift ?? null,
    role: null,
    findings: [...findings, ...driftFinding(drift, name)],
  };
}

const withoutAnswer = (place: QueryResult<Place>): QueryResult<Runtime> => {
  const failure = failureOf(place);
  return failure && { failure };
};

const look = (
  { name }: Member,
  deployment: ReturnType<typeof deploymentOf>,
  { aws }: Place,
  env: Env,
): Promise<QueryResult<Runtime>> =>
  query(deployment.ecs === undefined ? "The Deployment" : "The ECS service", () =>
    runtimeOf(deployment, aws, env)!
      .look()
      .catch((error: unknown) => {
        throw error instanceof RuntimeFailure && error.kind === "absent"
          ? new RuntimeFailure("absent", error.message, deployFix(name))
          : error;
      }),
  );

const deployFix = (name: string) =>
  `Deploy it: npx cdktf deploy ${name}. If it is deployed under other names, set nameSuffix to their suffix.`;

function connectorIn(listed: Listed, id: string): QueryResult<Connector | null> {
  const failure = failureOf(listed);
  if (failure !== undefined) return { failure };
  const connectors = answerOf(listed);
  return connectors && { answer: connectors.find((each) => each.id === id) ?? null };
}

/** A connector of which only Apono was asked is not known to be as configured. */
function verdictWith(
  verdict: Verdict,
  drift: readonly Difference[] | undefined,
  runtime: Runtime | undefined,
): Verdict {
  if (verdict !== "as-configured") return verdict;
  if (runtime === undefined) return "unknown";
  return drift !== undefined && drift.length > 0 ? "not-as-configured" : verdict;
}

/** The number of instances has a finding of its own: {@link findingsOf}. */
function driftFinding(
  drift: readonly Difference[] | undefined,
  name: string,
): readonly (FleetFinding | Finding)[] {
  const others = (drift ?? []).filter(({ what }) => what !== "instances");
  if (others.length === 0) return [];
  return [
    {
      id: "drift",
      status: "problem",
      summary: `Not deployed as in the fleet file: ${others.map(differenceText).join(", ")}.`,
      fix: `Deploy it: npx cdktf deploy ${name}`,
    },
  ];
}

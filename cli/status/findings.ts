import type { Connector } from "./api/answers";
import { TOKEN_VARIABLE } from "./api/settings";
import { type QueryResult, answerOf, failureOf } from "./query-result";
import type { Deployment } from "./deployment";
import type { Runtime } from "./runtime";
import { isSameVersion } from "./version";
import { plural } from "../terminal/plural";

/** The result of one check. `unknown`: it could not be checked. */
export interface Finding {
  /** What was checked; stable across versions. */
  readonly id:
    | "api"
    | "connection"
    | "instances"
    | "place"
    | "version"
    | "newest-version"
    | "runtime"
    | "rollout"
    | "stability";
  readonly status: "ok" | "warning" | "problem" | "unknown";
  /** A sentence. */
  readonly summary: string;
  readonly fix?: string;
}

/** The state in Apono and in ECS or Kubernetes at one moment. */
export interface Snapshot {
  /** Null if Apono has no such connector; undefined without an API token. */
  readonly connector: QueryResult<Connector | null>;
  /** Undefined if it is not known where the connector runs. */
  readonly runtime: QueryResult<Runtime>;
}

/** The expected number of instances; undefined if unknown. */
export const expectedInstances = ({ instances }: Deployment, { runtime }: Snapshot) =>
  instances ?? answerOf(runtime)?.desired;

/** Compares a snapshot with the deployment. @param newest a newer version, if one is known */
export function findingsOf(deployment: Deployment, snapshot: Snapshot, newest?: string): Finding[] {
  const connector = answerOf(snapshot.connector);
  return [
    ...apiFinding(snapshot),
    ...(connector === null ? [unknownConnector(deployment)] : []),
    ...(connector == null
      ? []
      : [
          connectionOf(connector, expectedInstances(deployment, snapshot)),
          ...placesOf(connector, deployment),
          ...versionsOf(connector, deployment, newest),
        ]),
    ...runtimeFindings(deployment, snapshot),
  ];
}

function apiFinding({ connector }: Snapshot): Finding[] {
  if (connector === undefined)
    return [
      {
        id: "api",
        status: "unknown",
        summary: `Connection status unknown: ${TOKEN_VARIABLE} is not set.`,
        fix: `Create an API token in Apono, and set it: read -rs ${TOKEN_VARIABLE} && export ${TOKEN_VARIABLE}`,
      },
    ];
  const failure = failureOf(connector);
  return failure === undefined
    ? []
    : [{ id: "api", status: "unknown", summary: failure.summary, fix: failure.fix }];
}

const unknownConnector = ({ connectorId }: Deployment): Finding => ({
  id: "connection",
  status: "problem",
  summary: `Apono has no connector "${connectorId}".`,
  fix: "It never connected, or has another ID in Apono. List all connectors with: apono-connector status --all",
});

function connectionOf(connector: Connector, expected: number | undefined): Finding {
  const { status, lastConnected, sessions } = connector;
  const id = "connection";
  if (status === "DISCONNECTED")
    return expected === 0
      ? { id, status: "ok", summary: "Not connected, as configured: numberOfInstances is 0." }
      : {
          id,
          status: "problem",
          summary:
            lastConnected === null
              ? "Not connected; it has never connected."
              : `Not connected. Last connected: ${lastConnected}.`,
        };
  const since = sessions.flatMap(({ connectedSince }) => connectedSince ?? []).sort()[0];
  const connected = `Connected${since === undefined ? "" : ` since ${since}`}`;
  if (expected === undefined)
    return { id, status: "ok", summary: `${connected}, with ${instances(sessions.length)}.` };
  if (sessions.length < expected)
    return {
      id: "instances",
      status: "problem",
      summary: `${connected}, with ${sessions.length} of ${instances(expected)}.`,
    };
  return sessions.length > expected
    ? {
        id: "instances",
        status: "warning",
        summary: `${connected}, with ${sessions.length} instances where ${expected} ${expected === 1 ? "is" : "are"} configured.`,
        fix: "A deployment may be in progress: check again in a few minutes. If not, another connector uses this ID; each connector needs its own.",
      }
    : { id, status: "ok", summary: `${connected}, with ${expected} of ${instances(expected)}.` };
}

const instances = (count: number) => plural(count, "instance");

function placesOf({ sessions }: Connector, { accountId, region }: Deployment): Finding[] {
  const elsewhere = sessions.filter(
    (session) => differs(session.accountId, accountId) || differs(session.region, region),
  );
  if (elsewhere.length > 0)
    return [
      {
        id: "place",
        status: "problem",
        summary: `${elsewhere.length} of ${sessions.length} sessions do not run where the connector is deployed (account ${accountId ?? "?"}, region ${region ?? "?"}): ${list(
          elsewhere.map(
            (session) => `account ${session.accountId ?? "?"}, region ${session.region ?? "?"}`,
          ),
        )}.`,
        fix: "Another connector uses the same ID. Set a different connectorId for each connector, and deploy again.",
      },
    ];
  const isKnown = sessions.some((session) => session.accountId !== null);
  return accountId === undefined || !isKnown
    ? []
    : [
        {
          id: "place",
          status: "ok",
          summary: `In account ${accountId}${region === undefined ? "" : `, region ${region}`}, as deployed.`,
        },
      ];
}

const differs = (actual: string | null, wanted: string | undefined) =>
  actual !== null && wanted !== undefined && actual !== wanted;

const list = (texts: readonly string[]) => [...new Set(texts)].join("; ");

/** The running versions, each once. */
export const runningVersions = ({ sessions, version }: Connector): string[] => {
  const running = sessions.flatMap((session) => session.version ?? []);
  return [...new Set(running.length > 0 || version === null ? running : [version])].sort();
};

function versionsOf(
  connector: Connector,
  { version: configured }: Deployment,
  newest: string | undefined,
): Finding[] {
  if (connector.status === "DISCONNECTED") return [];
  const running = runningVersions(connector);
  if (running.length === 0) return [];
  const others = running.filter(
    (each) => configured !== undefined && isSameVersion(configured, each) === false,
  );
  return [
    others.length > 0
      ? {
          id: "version",
          status: "problem",
          summary: `Version ${others.join(", ")} runs, but ${configured} is configured.`,
          fix: "A deployment is in progress or was rolled back: see below, and deploy again.",
        }
      : { id: "version", status: "ok", summary: `Version ${running.join(", ")} runs.` },
    ...(connector.isLatestVersion === false
      ? [
          {
            id: "newest-version",
            status: "warning",
            summary: `Apono has a newer version${newest === undefined ? "" : `, ${newest}`}.`,
            fix: "Set connectorVersion to it, and deploy.",
          } as const,
        ]
      : connector.isLatestVersion === true
        ? [{ id: "newest-version", status: "ok", summary: "This is the newest version." } as const]
        : []),
  ];
}

function runtimeFindings(deployment: Deployment, { runtime }: Snapshot): Finding[] {
  const failure = failureOf(runtime);
  if (failure !== undefined)
    return [
      {
        id: "runtime",
        status: failure.isAbsent ? "problem" : "unknown",
        summary: failure.summary,
        fix: failure.fix,
      },
    ];
  const found = answerOf(runtime);
  if (found === undefined) return [];
  const { kind, name, desired, running, pending, rollout } = found;
  const [where, what] = kind === "ecs" ? ["ECS", "tasks"] : ["Kubernetes", "pods"];
  const wanted = deployment.instances;
  return [
    {
      id: "runtime",
      status: running >= desired ? "ok" : "problem",
      summary: `${where}: ${running} of ${desired} ${what} of ${name} run${pending > 0 ? `, ${pending} start` : ""}.`,
    },
    ...(wanted !== undefined && wanted !== desired
      ? [
          {
            id: "instances",
            status: "warning",
            summary: `${where} has a desired count of ${desired}, but ${wanted} ${wanted === 1 ? "is" : "are"} configured.`,
            fix: "It was changed outside Terraform: deploy again to reset it, or set numberOfInstances.",
          } as const,
        ]
      : []),
    ...(rollout === "failed"
      ? [
          {
            id: "rollout",
            status: "problem",
            summary: `${where}: the last deployment failed${kind === "ecs" ? " and was rolled back" : ""}.`,
            fix: "Fix the cause below, and deploy again.",
          } as const,
        ]
      : []),
  ];
}

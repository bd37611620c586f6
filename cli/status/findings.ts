import type { Connector } from "./api/answers";
import { TOKEN_VARIABLE } from "./api/settings";
import { type QueryResult, answerOf, failureOf } from "./query-result";
import type { Deployment } from "./deployment";
import type { Runtime } from "./runtime";
import { isSameVersion } from "./version";

/** What was found of one thing. `unknown` says nothing of how it is. */
export interface Finding {
  /** What was looked at; stays the same from version to version. */
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

/** What Apono and whoever runs the connector say at one moment. */
export interface Snapshot {
  /** Null where Apono knows no such connector; undefined where there is no API token. */
  readonly connector: QueryResult<Connector | null>;
  /** Undefined where it is not known what runs the connector. */
  readonly runtime: QueryResult<Runtime>;
}

/** How many instances are to run; undefined where nothing says it. */
export const expectedInstances = ({ instances }: Deployment, { runtime }: Snapshot) =>
  instances ?? answerOf(runtime)?.desired;

/** Everything that a snapshot says of a deployment. @param newest version, where one is known that is newer */
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
        summary: `Whether it is connected is not known: ${TOKEN_VARIABLE} is not set.`,
        fix: `Make an API token in Apono, and set it: read -rs ${TOKEN_VARIABLE} && export ${TOKEN_VARIABLE}`,
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
  summary: `Apono knows no connector "${connectorId}".`,
  fix: "Either it never connected, or its id in Apono is another: apono-connector status --all lists those that there are.",
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
              ? "Not connected: it never was."
              : `Not connected. It was last connected ${lastConnected}.`,
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
        fix: "A deployment may be under way: ask again in some minutes. Else another connector uses this id; each needs its own.",
      }
    : { id, status: "ok", summary: `${connected}, with ${expected} of ${instances(expected)}.` };
}

const instances = (count: number) => `${count} instance${count === 1 ? "" : "s"}`;

function placesOf({ sessions }: Connector, { accountId, region }: Deployment): Finding[] {
  const elsewhere = sessions.filter(
    (session) => differs(session.accountId, accountId) || differs(session.region, region),
  );
  if (elsewhere.length > 0)
    return [
      {
        id: "place",
        status: "problem",
        summary: `${elsewhere.length} of ${sessions.length} sessions run elsewhere than deployed (account ${accountId ?? "?"}, region ${region ?? "?"}): ${list(
          elsewhere.map(
            (session) => `account ${session.accountId ?? "?"}, region ${session.region ?? "?"}`,
          ),
        )}.`,
        fix: "Another connector uses the same id. Give each connector its own connectorId, and deploy again.",
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

/** Versions that run, without repetition. */
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
          summary: `Version ${others.join(", ")} runs, and ${configured} is configured.`,
          fix: "A deployment may be under way, or was rolled back: look at what is said of it below, and deploy again.",
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
        ? [{ id: "newest-version", status: "ok", summary: "It is the newest version." } as const]
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
            summary: `${where} is told to run ${desired}, and ${wanted} ${wanted === 1 ? "is" : "are"} configured.`,
            fix: "Something else changed it: deploy again to set it back, or set numberOfInstances.",
          } as const,
        ]
      : []),
    ...(rollout === "failed"
      ? [
          {
            id: "rollout",
            status: "problem",
            summary: `${where} gave the last deployment up${kind === "ecs" ? " and went back to the one before it" : ""}.`,
            fix: "Mend the cause below, and deploy again.",
          } as const,
        ]
      : []),
  ];
}

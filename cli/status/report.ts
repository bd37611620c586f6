import { withNpx } from "../terminal/npx-prefix";
import { colours } from "../terminal/colours";
import type { Io } from "../terminal/io";
import { table } from "../terminal/table";
import type { Connector, Session } from "./api/answers";
import { answerOf } from "./query-result";
import type { Examination } from "./examine";
import type { Evidence, EvidenceSource } from "./evidence";
import { type Finding, expectedInstances, runningVersions } from "./findings";
import { oneLine } from "./one-line";
import type { Verdict } from "./verdict";

const SIGNS: Readonly<Record<Finding["status"], string>> = {
  ok: colours.green("✓"),
  warning: colours.yellow("!"),
  problem: colours.red("✗"),
  unknown: colours.yellow("?"),
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  "as-configured": colours.green("connected as configured"),
  "not-as-configured": colours.yellow("connected, but not as configured"),
  "not-connected": colours.red("not connected"),
  unknown: colours.yellow("connection status unknown"),
};

const SOURCES: Readonly<Record<EvidenceSource, string>> = {
  event: "event",
  rollout: "rollout",
  instance: "instance",
  log: "log",
};

/** Prints the results as text. */
export function printText(io: Io, examination: Examination): void {
  const { deployment, snapshot, verdict, findings, causes, unexplained, waited } = examination;
  const connector = answerOf(snapshot.connector);
  const name = connector == null ? deployment.connectorId : nameOf(connector);
  io.print(`${colours.bold(`Connector ${oneLine(name)}`)}: ${VERDICTS[verdict]}`);
  if (waited?.end === "timed-out")
    io.print(`  ${SIGNS.problem} Timed out after ${waited.seconds} seconds.`);
  for (const { status, summary, fix } of findings) {
    io.print(`  ${SIGNS[status]} ${oneLine(summary)}`);
    if (fix !== undefined) io.print(withNpx(`    → ${fix}`, io.env));
  }
  if (connector != null && connector.sessions.length > 0)
    printIndented(io, sessionTable(connector.sessions));
  if (verdict === "as-configured") return;
  for (const cause of causes) {
    io.print("");
    io.print(`${colours.bold("Cause")}: ${cause.title}`);
    printEvidence(io, cause.evidence);
    io.print(withNpx(`  Check: ${cause.check}`, io.env));
    io.print(`  → ${cause.fix}`);
  }
  if (causes.length > 0 || answerOf(snapshot.runtime) === undefined) return;
  io.print("");
  io.print(
    unexplained.length === 0
      ? `${colours.bold("Cause")}: unknown. ECS or Kubernetes reports nothing about it.`
      : `${colours.bold("Cause")}: unknown. These messages may explain it:`,
  );
  printEvidence(io, unexplained);
}

const nameOf = ({ id, name }: Connector) => (name === id ? id : `${name} (${id})`);

function printIndented(io: Io, text: string): void {
  for (const line of text.split("\n")) io.print(`  ${line}`);
}

const sessionTable = (sessions: readonly Session[]): string =>
  table(
    ["Session", "Account", "Region", "Zone", "Version", "Connected since"],
    sessions.map(({ id, accountId, region, zone, version, connectedSince }) =>
      [id, accountId, region, zone, version, connectedSince].map(cell),
    ),
  );

const cell = (value: string | number | null) => (value === null ? "" : oneLine(String(value)));

function printEvidence(io: Io, evidence: readonly Evidence[]): void {
  for (const { source, text, at } of evidence)
    io.print(`    ${at === undefined ? "" : `${at} `}${SOURCES[source]}: ${text}`);
}

/** The results as JSON: docs/status.schema.json. */
export function toJson(examination: Examination): Readonly<Record<string, unknown>> {
  const { deployment, snapshot, verdict, findings, causes, unexplained } = examination;
  const connector = answerOf(snapshot.connector);
  return {
    formatVersion: 2,
    stack: deployment.stack ?? null,
    connectorId: deployment.connectorId,
    verdict,
    connected: connector === undefined ? null : connector?.status === "CONNECTED",
    lastConnected: connector?.lastConnected ?? null,
    instances: {
      expected: expectedInstances(deployment, snapshot) ?? null,
      connected: connector === undefined ? null : (connector?.sessions.length ?? 0),
    },
    version: {
      configured: deployment.version ?? null,
      running: connector == null ? [] : runningVersions(connector),
      isNewest: connector?.isLatestVersion ?? null,
      newest: examination.newestVersion ?? null,
    },
    deployment: { accountId: deployment.accountId ?? null, region: deployment.region ?? null },
    sessions: connector?.sessions ?? [],
    runtime: answerOf(snapshot.runtime) ?? null,
    findings: findings.map((each) => ({ ...each, fix: each.fix ?? null })),
    causes: causes.map((each) => ({ ...each, evidence: each.evidence.map(evidenceJson) })),
    unexplained: unexplained.map(evidenceJson),
    waited:
      examination.waited === undefined
        ? null
        : {
            end: examination.waited.end,
            seconds: examination.waited.seconds,
            lost: examination.waited.lost,
          },
  };
}

const evidenceJson = ({ source, text, at }: Evidence) => ({ source, text, at: at ?? null });

/** Prints all connectors as a table. */
export function printConnectors(io: Io, connectors: readonly Connector[]): void {
  if (connectors.length === 0) return io.print("Apono has no connectors.");
  io.print(
    table(
      [
        "Connector",
        "Name",
        "Status",
        "Instances",
        "Version",
        "Newest",
        "Accounts",
        "Last connected",
      ],
      connectors.map((connector) => {
        const { id, name, status, sessions, version, isLatestVersion, lastConnected } = connector;
        return [
          id,
          name,
          status === "CONNECTED" ? colours.green("connected") : colours.red("disconnected"),
          String(sessions.length),
          ...[
            version,
            isLatestVersion === null ? null : isLatestVersion ? "yes" : "no",
            [...new Set(sessions.flatMap(({ accountId }) => accountId ?? []))].join(" "),
            lastConnected,
          ],
        ].map(cell);
      }),
    ),
  );
  const connected = connectors.filter(({ status }) => status === "CONNECTED").length;
  io.print(`${connectors.length} connectors, ${connected} connected.`);
}

/** All connectors as JSON. */
export const connectorsJson = (connectors: readonly Connector[]) => ({
  formatVersion: 2,
  connectors,
});

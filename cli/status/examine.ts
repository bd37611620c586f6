import type { Io } from "../terminal/io";
import { stackOutputs } from "../state/outputs";
import type { Connector } from "./api/answers";
import { AponoApi } from "./api/client";
import { ApiFailure } from "./api/failure";
import { apiSettings } from "./api/settings";
import { answerOf, query } from "./query-result";
import { CAUSES } from "./causes";
import { type FoundCause, findCauses } from "./causes/cause";
import type { Clock } from "./clock";
import { type FleetMember, fleetMember, stateOf } from "./fleet-member";
import { type Deployment, deploymentOf } from "./deployment";
import type { Evidence } from "./evidence";
import { type Finding, type Snapshot, findingsOf } from "./findings";
import { openRuntime } from "./open-runtime";
import type { RuntimeReader } from "./runtime";
import { type Verdict, verdictOf } from "./verdict";
import { type Waited, waitForConnector } from "./wait";
import { plural } from "../terminal/plural";

export const DEFAULT_STACK = "ecs-connector";

/** Options of `status`. */
export interface StatusOptions {
  /** @default - ecs-connector, unless `connectorId` is given */
  readonly stack?: string;
  /** Instead of a stack; with a stack, replaces the id in its outputs. */
  readonly connectorId?: string;
  /** Seconds to wait at most. @default - does not wait */
  readonly wait?: number;
  readonly profile?: string;
  readonly region?: string;
}

/** What `status` needs to run. */
export interface StatusTools extends Pick<Io, "env" | "progress" | "note"> {
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/** The results of `status`. */
export interface Examination {
  readonly deployment: Deployment;
  readonly snapshot: Snapshot;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly causes: readonly FoundCause[];
  /** Evidence that matches no known cause. */
  readonly unexplained: readonly Evidence[];
  readonly newestVersion?: string;
  readonly waited?: Waited;
}

/** @throws CommandFailure for invalid options, or a stack that can't be read */
export async function examineStatus(
  options: StatusOptions,
  tools: StatusTools,
): Promise<Examination> {
  const { env, clock, progress, note, signal } = tools;
  const settings = apiSettings(env);
  const fleet = isOfStack(options) ? await fleetMember(options.stack, env) : undefined;
  const deployment = await readDeployment(options, tools, fleet);
  const api = settings && new AponoApi(settings, { clock, progress, signal });
  const { profile = fleet?.member.profile, region } = options;
  const runtime = openRuntime(deployment, {
    ...{ profile, region, env, progress },
    assumeRole: options.profile === undefined ? fleet?.member.assumeRole : undefined,
  });
  const look = async (): Promise<Snapshot> => {
    const [connector, found] = await Promise.all([
      api && query("Apono", async () => (await api.connector(deployment.connectorId)) ?? null),
      runtime && query("The connector's runtime", () => runtime.look()),
    ]);
    return { connector, runtime: found };
  };
  try {
    const waited =
      options.wait === undefined
        ? undefined
        : await waitForConnector(deployment, look, {
            clock,
            seconds: options.wait,
            signal,
            progress,
            note,
          });
    const snapshot = waited?.snapshot ?? (await look());
    const newestVersion = api && (await newerVersion(api, snapshot));
    const findings = [
      ...findingsOf(deployment, snapshot, newestVersion),
      ...(waited === undefined ? [] : waitFindings(waited)),
    ];
    const verdict = verdictOf(snapshot, findings);
    const why =
      verdict === "as-configured" ? undefined : await reasons(runtime, deployment, snapshot);
    return {
      deployment,
      snapshot,
      verdict,
      findings: [...findings, ...(why?.findings ?? [])],
      causes: why?.causes ?? [],
      unexplained: why?.unexplained ?? [],
      newestVersion,
      waited,
    };
  } finally {
    progress("");
    await api?.close();
  }
}

/** Every connector in Apono, sorted by name. @throws ApiFailure */
export async function listConnectors(api: AponoApi): Promise<Connector[]> {
  const connectors = await api.connectors();
  return connectors.sort(
    (one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id),
  );
}

const isOfStack = ({ stack, connectorId }: StatusOptions) =>
  stack !== undefined || connectorId === undefined;

async function readDeployment(
  options: StatusOptions,
  { env, progress }: StatusTools,
  fleet: FleetMember | undefined,
): Promise<Deployment> {
  const { stack = DEFAULT_STACK, connectorId } = options;
  if (!isOfStack(options)) return { connectorId: connectorId! };
  progress(`reading the outputs of ${stack}`);
  return deploymentOf(stack, await stackOutputs(stack, env, fleet && stateOf(fleet)), connectorId);
}

/** The newest version, if the connector runs an older one and another connector runs the newest. */
async function newerVersion(api: AponoApi, { connector }: Snapshot): Promise<string | undefined> {
  if (answerOf(connector)?.isLatestVersion !== false) return undefined;
  const all = await api.connectors().catch((error: unknown) => {
    // The finding is then shown without the version.
    if (error instanceof ApiFailure) return [];
    throw error;
  });
  return all.find(({ isLatestVersion }) => isLatestVersion === true)?.version ?? undefined;
}

const waitFindings = ({ lost, end, seconds }: Waited): Finding[] =>
  lost === 0
    ? []
    : [
        {
          id: "stability",
          status: end === "reached" ? "warning" : "problem",
          summary: `The connection was lost ${plural(lost, "time")} within ${seconds} seconds.`,
          fix: "See below why instances stop, and check the connector's log.",
        },
      ];

async function reasons(
  runtime: RuntimeReader | undefined,
  deployment: Deployment,
  { runtime: looked, connector }: Snapshot,
): Promise<{ findings: Finding[]; causes: FoundCause[]; unexplained: Evidence[] }> {
  const none = { findings: [], causes: [], unexplained: [] };
  if (runtime === undefined || answerOf(looked) === undefined) return none;
  const asked = await query("The reason", () => runtime.evidence());
  if (asked !== undefined && "failure" in asked) {
    const { summary, fix } = asked.failure;
    return { ...none, findings: [{ id: "runtime", status: "unknown", summary, fix }] };
  }
  const found = findCauses(CAUSES, answerOf(asked) ?? [], deployment);
  // Everything runs, nothing shows a cause, and Apono has no connector with this id.
  const isHealthy = answerOf(looked)!.running > 0 && found.causes.length === 0;
  return {
    findings: [],
    ...(answerOf(connector) === null && isHealthy ? wrongId(found, deployment) : found),
  };
}

function wrongId(found: ReturnType<typeof findCauses>, deployment: Deployment) {
  const cause = CAUSES.find(({ id }) => id === "connector-id")!;
  const { id, title, check, fix } = cause;
  return { ...found, causes: [{ id, title, fix, check: check(deployment), evidence: [] }] };
}

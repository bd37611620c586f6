import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { statusCommand } from "../../cli/commands/status";
import { runCommand } from "../../cli/terminal/run-command";
import type { Clock } from "../../cli/status/clock";
import { type AponoApiServer, startAponoApi } from "../kit/apono-api/server";
import { type Env, mergeEnv, tempDir } from "../kit/processes";
import { type CliResult, collect } from "./cli";

/** Of the API; found wherever it goes. */
export const API_TOKEN = "apiTok3nMark7Qx2Zv9Lm4Rt6Wp1";

/** Time that passes only while somebody sleeps. */
export interface TestClock extends Clock {
  /** Milliseconds of each sleep. */
  readonly sleeps: readonly number[];
}

export function testClock(start = "2026-11-28T12:00:00Z"): TestClock {
  let now = Date.parse(start);
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
    },
  };
}

/** Apono's API for the tests of a file; forgets everything after each test. To be read once they run. */
export function aponoApi(): AponoApiServer {
  let server: AponoApiServer;
  beforeAll(async () => {
    server = await startAponoApi(API_TOKEN);
  });
  afterEach(() => server.reset());
  afterAll(() => server.stop());
  return new Proxy({} as AponoApiServer, {
    get: (_, name) => server[name as keyof AponoApiServer],
  });
}

export interface StatusResult extends CliResult {
  /** What was shown while it went on. */
  readonly shown: readonly string[];
}

/** Runs `apono-connector status …` in this process, with a clock of its own. */
export async function status(
  args: readonly string[],
  env: Env,
  clock: Clock = testClock(),
): Promise<StatusResult> {
  const { io, out, err } = collect(mergeEnv(env));
  const shown: string[] = [];
  const told = { ...io, progress: (what: string) => void shown.push(what) };
  const code = await runCommand(statusCommand(told, clock), ["node", "status", ...args], told);
  return { code, out: out.join("\n"), err: err.join("\n"), shown };
}

/** What `--format json` says. */
export interface StatusDocument {
  readonly verdict: string;
  readonly connected: boolean | null;
  readonly findings: readonly {
    readonly id: string;
    readonly status: string;
    readonly summary: string;
    readonly fix: string | null;
  }[];
  readonly causes: readonly {
    readonly id: string;
    readonly check: string;
    readonly fix: string;
    readonly evidence: readonly { readonly source: string; readonly text: string }[];
  }[];
  readonly unexplained: readonly { readonly source: string; readonly text: string }[];
  readonly [name: string]: unknown;
}

/** Runs it for its JSON. */
export async function statusJson(
  args: readonly string[],
  env: Env,
  clock?: Clock,
): Promise<StatusResult & { readonly document: StatusDocument }> {
  const result = await status([...args, "--format", "json"], env, clock);
  return { ...result, document: JSON.parse(result.out) as StatusDocument };
}

/** Outputs of a stack `ecs-connector`, as a deployment has them. */
export const ECS_OUTPUTS = {
  connector_id: "production",
  connector_version: "v1.7.8",
  number_of_instances: 2,
  connector_role_arn: "arn:aws:iam::123456789012:role/apono-connector-role-da765cca",
  cluster_arn: "arn:aws:ecs:us-east-1:123456789012:cluster/apono-connector-ecscluster-da765cca",
  service_name: "apono-connector-ecsservice-da765cca",
  log_group_name: "/ecs/apono-connector-logs-da765cca",
} as const;

/** A backend whose state of a stack has these outputs; what is undefined isn't one. */
export function deployed(outputs: object, stack = "ecs-connector"): Env {
  const folder = tempDir("status-state-");
  const state = {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: "9a3c5b1e-0000-4000-8000-000000000000",
    outputs: Object.fromEntries(
      Object.entries(outputs)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, { value: value as unknown, type: typeOf(value) }]),
    ),
    resources: [],
    check_results: null,
  };
  writeFileSync(join(folder, `${stack}.tfstate`), JSON.stringify(state));
  return {
    APONO_BACKEND: JSON.stringify({ local: { path: join(folder, "{stack}.tfstate") } }),
    TF_CLI_CONFIG_FILE: undefined,
    TF_WORKSPACE: undefined,
  };
}

/** A value's type as a state has it. */
const typeOf = (value: unknown) =>
  Array.isArray(value) ? ["list", "string"] : typeof value === "number" ? "number" : "string";

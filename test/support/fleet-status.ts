import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  type ECSClientConfig,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { fleetStatusCommand } from "../../cli/commands/fleet/status";
import { runCommand } from "../../cli/terminal/run-command";
import { derivedSuffix, nameOf } from "../../modules/naming";
import { type Env, mergeEnv, run, tempDir } from "../kit/processes";
import { PROJECT } from "../kit/project-copy";
import { type CliResult, collect } from "./cli";
import { type StatusResult, testClock } from "./status";

/** Writes a fleet file. @returns the environment that names it */
export function fleetFile(fleet: object): Env & { readonly APONO_FLEET: string } {
  const file = join(tempDir("fleet-"), "fleet.json");
  writeFileSync(file, JSON.stringify(fleet, null, 2));
  return { APONO_FLEET: file };
}

/** Runs `apono-connector fleet status …` in this process. */
export async function fleetStatus(args: readonly string[], env: Env): Promise<StatusResult> {
  const { io, out, err } = collect(mergeEnv(env));
  const shown: string[] = [];
  const told = { ...io, progress: (what: string) => void shown.push(what) };
  const command = fleetStatusCommand(told, testClock());
  const code = await runCommand(command, ["node", "status", ...args], told);
  return { code, out: out.join("\n"), err: err.join("\n"), shown };
}

/** Runs it as its user does: as a process of its own, bundled. */
export async function fleetStatusProcess(args: readonly string[], env: Env): Promise<CliResult> {
  const command = join(PROJECT, "cli", "apono-connector.js");
  const words = [command, "fleet", "status", ...args];
  const { code, stdout, stderr } = await run(process.execPath, words, {
    env: { COLUMNS: "250", ...env },
    timeoutMs: 120_000,
  });
  return { code, out: stdout.trimEnd(), err: stderr.trimEnd() };
}

/** What `--format json` has of a member. */
export interface MemberDocument {
  readonly name: string;
  readonly verdict: string;
  readonly connected: boolean | null;
  readonly drift: readonly object[] | null;
  readonly findings: readonly { readonly id: string; readonly status: string }[];
  readonly [name: string]: unknown;
}

/** Runs it for its JSON. */
export async function fleetStatusJson(args: readonly string[], env: Env) {
  const result = await fleetStatus([...args, "--format", "json"], env);
  const document = JSON.parse(result.out) as { readonly members: readonly MemberDocument[] };
  return {
    ...result,
    document,
    of: (name: string) => document.members.find((each) => each.name === name)!,
  };
}

/** The service of a connector, in the names that the module gives it. */
export interface DeployedService {
  readonly connectorId: string;
  readonly account: string;
  readonly instances?: number;
  readonly image?: string;
  readonly cpu?: string;
  readonly memory?: string;
}

/** Makes a service as ecs-connector does. */
export async function deployService(
  config: ECSClientConfig & { readonly region: string },
  { connectorId, account, instances = 1, ...task }: DeployedService,
): Promise<void> {
  const ecs = new ECSClient(config);
  const suffix = derivedSuffix(account, config.region, connectorId);
  const {
    image = "registry.apono.io/apono-connector:v1.7.8",
    cpu = "1024",
    memory = "2048",
  } = task;
  const cluster = nameOf("cluster", suffix);
  const family = nameOf("taskFamily", suffix);
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      cpu,
      memory,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      containerDefinitions: [{ name: "apono-connector", image }],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: nameOf("service", suffix),
      taskDefinition: family,
      desiredCount: instances,
    }),
  );
  ecs.destroy();
}

import { constants } from "node:os";
import { Command, Option } from "commander";
import { CommandFailure } from "../terminal/errors";
import { statusUnknown, notConnected } from "../status/errors";
import type { Io } from "../terminal/io";
import { ENDING } from "../terminal/signals";
import { wholeNumber } from "../terminal/whole-number";
import type { Clock } from "../status/clock";
import { DEFAULT_ENDPOINT } from "../status/api/settings";
import type { StatusOptions } from "../status/examine";

interface StatusCommandOptions extends Omit<StatusOptions, "stack" | "wait"> {
  readonly wait?: number | true;
  readonly all?: boolean;
  readonly format: "text" | "json";
  readonly policy?: boolean;
}

/** Seconds for `--wait` without a number: longer than ECS needs to fail a deployment. */
const DEFAULT_WAIT = 600;

/** `status`. @param clock @default - the machine's */
export const statusCommand = (io: Io, clock?: Clock): Command =>
  new Command("status")
    .description("Show whether the connector is connected to Apono, and if not, why.")
    .argument("[stack]", "stack of the connector (default: ecs-connector)")
    .option(
      "--connector-id <id>",
      "connector's ID in Apono, for a connector without a stack of this project",
    )
    .option(
      "-w, --wait [seconds]",
      `wait until it is connected (default: ${DEFAULT_WAIT} seconds)`,
      wholeNumber(1, 86_400, "number of seconds"),
    )
    .option("-a, --all", "list all connectors in Apono")
    .option("--profile <name>", "AWS profile (AWS_PROFILE)")
    .option("--region <code>", "AWS region (default: the stack's, otherwise AWS_REGION)")
    .addOption(
      new Option("-f, --format <format>", "output format")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--policy", "print the IAM policy that the AWS checks need, and exit")
    .addHelpText(
      "after",
      `
Calls Apono's API, with the token in APONO_PERSONAL_TOKEN, and ECS or the cluster that runs the connector, and compares
what runs with what is configured. If it is not connected, shows the cause, how to confirm it, and the fix. Read-only:
changes nothing. Without the token, shows only what AWS or Kubernetes reports. APONO_ENDPOINT sets another API address
(default: ${DEFAULT_ENDPOINT}), HTTPS_PROXY a proxy.

Exit codes: 0 connected as configured, 1 not connected or not as configured, 2 could not check.

Examples:
  $ apono-connector status
  $ apono-connector status --wait
  $ apono-connector status eks-connector --wait 300
  $ apono-connector status prod        # of the fleet in this folder
  $ apono-connector status --connector-id production
  $ apono-connector status --all
  $ apono-connector status --format json | jq '.causes[].id'`,
    )
    .action(async (stack: string | undefined, options: StatusCommandOptions) => {
      if (options.policy === true) return printPolicy(io);
      const json = (value: object) => io.print(JSON.stringify(value, null, 2));
      await interruptible(async (signal) => {
        const { systemClock } = await import("../status/clock.ts");
        const tools = { ...io, clock: clock ?? systemClock, signal };
        if (options.all === true) return listAll(io, tools, options.format, json);
        const { examineStatus } = await import("../status/examine.ts");
        const { printText, toJson } = await import("../status/report.ts");
        const { wait, ...others } = options;
        const examination = await examineStatus(
          { ...others, stack, wait: wait === true ? DEFAULT_WAIT : wait },
          tools,
        );
        if (options.format === "json") json(toJson(examination));
        else printText(io, examination);
        if (examination.verdict === "unknown") throw statusUnknown();
        if (examination.verdict !== "as-configured") throw notConnected();
      });
    });

async function listAll(
  io: Io,
  tools: { readonly clock: Clock; readonly signal: AbortSignal },
  format: StatusCommandOptions["format"],
  json: (value: object) => void,
): Promise<void> {
  const { connectorsOfApono } = await import("../status/connectors-of-apono.ts");
  const { connectorsJson, printConnectors } = await import("../status/report.ts");
  const connectors = await connectorsOfApono(io, tools);
  if (format === "json") json(connectorsJson(connectors));
  else printConnectors(io, connectors);
}

async function printPolicy(io: Io): Promise<void> {
  const { STATUS_ACTIONS, policyDocument } = await import("../aws/actions.ts");
  io.print(JSON.stringify(policyDocument(STATUS_ACTIONS), null, 2));
}

/** Ends with the signal's exit code when the process gets a termination signal. */
async function interruptible(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const aborted = new AbortController();
  const end = (signal: NodeJS.Signals) => aborted.abort(signal);
  for (const signal of ENDING) process.once(signal, end);
  try {
    await work(aborted.signal);
  } catch (error) {
    if (!aborted.signal.aborted) throw error;
    const signal = aborted.signal.reason as NodeJS.Signals;
    throw new CommandFailure(
      "Stopped. The deployment is not affected.",
      (128 + constants.signals[signal]) as 130,
    );
  } finally {
    for (const signal of ENDING) process.off(signal, end);
  }
}

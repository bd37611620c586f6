import { Command, Option } from "commander";
import { chosenMembers } from "../../fleet/choose";
import { fleetNotConnected, fleetUnknown } from "../../fleet/errors";
import { openFleet } from "../../fleet/open";
import type { Clock } from "../../status/clock";
import { cannotRun } from "../../terminal/errors";
import type { Io } from "../../terminal/io";
import { checkOutput, writeResult } from "../../terminal/output";
import { wholeNumber } from "../../terminal/whole-number";

const FORMATS = ["text", "json", "html"] as const;

interface FleetStatusOptions {
  readonly file?: string;
  readonly format: (typeof FORMATS)[number];
  readonly output?: string;
  readonly concurrency: number;
}

/** Members that are asked about at a time. */
const CONCURRENCY = 10;

/** `fleet status`. @param clock @default - the machine's */
export const fleetStatusCommand = (io: Io, clock?: Clock): Command =>
  new Command("status")
    .description("Show whether each connector of a fleet is connected and as configured.")
    .argument("[names...]", "names in the fleet file, * for any text (default: all)")
    .option(
      "--file <file>",
      "fleet file (default: APONO_FLEET, or fleet.yaml, fleet.yml or fleet.json here)",
    )
    .addOption(
      new Option("-f, --format <format>", "output format").choices(FORMATS).default("text"),
    )
    .option("-o, --output <file>", "write to a file instead of standard output")
    .addOption(
      new Option("--concurrency <number>", "connectors that are asked about at a time")
        .argParser(wholeNumber(1, 100))
        .default(CONCURRENCY),
    )
    .addHelpText(
      "after",
      `
Calls Apono's API once, with the token in APONO_PERSONAL_TOKEN, and beside it each account, with the role or profile of
the fleet file: the ECS service, or the Deployment in the cluster; of a delegation, the role. Read-only. What can't be
asked is a row that says why. Without the token, shows only what AWS or Kubernetes reports.

Drift is what is deployed otherwise than the fleet file says: instances, version, repository, cpu and memory. Only
cdktf diff shows every difference.

Exit codes: 0 all connected and as configured, 1 some are not, 2 some could not be checked.

Examples:
  $ apono-connector fleet status
  $ apono-connector fleet status 'prod-*' canary
  $ apono-connector fleet status --format html -o fleet.html
  $ apono-connector fleet status --format json | jq '.members[] | select(.connected == false) | .name'`,
    )
    .action(async (names: readonly string[], options: FleetStatusOptions) => {
      const { format, output, concurrency } = options;
      checkOutput(output);
      // 1 would say that a connector is not connected.
      const { file, fleet } = await openFleet(io, options.file, cannotRun);
      const members = chosenMembers(fleet, names);
      const { apiSettings } = await import("../../status/api/settings.ts");
      const { systemClock } = await import("../../status/clock.ts");
      const { askFleet } = await import("../../fleet/status/ask-fleet.ts");
      const { countOf } = await import("../../fleet/status/fleet-status.ts");
      const { summaryOf } = await import("../../fleet/status/report.ts");
      const { renderStatus } = await import("../../fleet/status/render.ts");
      const tools = { ...io, clock: clock ?? systemClock, api: apiSettings(io.env), concurrency };
      const status = {
        at: new Date(tools.clock.now()).toISOString(),
        file,
        members: await askFleet(members, tools),
      };
      writeResult(io, renderStatus(status, format, io), output);
      const bad = countOf(status, "not-as-configured", "not-connected");
      if (bad > 0) throw fleetNotConnected(summaryOf(status));
      if (countOf(status, "unknown") > 0) throw fleetUnknown(summaryOf(status));
    });

import { constants } from "node:os";
import { join } from "node:path";
import { Argument, Command } from "commander";
import { cannotRun, failure } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import { PROJECT_ROOT } from "../../cli/project";
import { type Ask, askAccount, confirm } from "./confirmation";
import { cleanEarlier, earlierRuns } from "./earlier-runs";
import { writeReport } from "./report";
import { run } from "./run";
import type { ProveOptions } from "./target";
import { TARGETS } from "./targets";
import { printCounts } from "./print";

/** Default folder for the state of runs; git ignores it. */
const STATE = join(PROJECT_ROOT, ".cache", "prove");

/** `npm run prove` @param interrupted receives the exit code of an interrupted run */
export const proveCommand = (io: Io, ask: Ask, interrupted: (code: number) => void): Command =>
  new Command("npm run prove --")
    .description(
      "Deploy into the AWS account selected by the environment, check the result with real API calls, and destroy it. clean only destroys what killed runs left.",
    )
    .addArgument(
      new Argument("<what>", "what to prove").choices([
        ...TARGETS.map(({ name }) => name),
        "clean",
      ]),
    )
    .option("-y, --yes", "skip the confirmation")
    .option("--make-network", "ecs: create a VPC with a public subnet for the run")
    .option(
      "--unit <id...>",
      "org: IDs of organizational units, or of the root (TF_VAR_organizationalUnitIds)",
    )
    .option("--report <folder>", "write a report to this folder, as Markdown and JSON")
    .option("--state <folder>", "folder for state and logs of runs (default: .cache/prove)")
    .option("--strict", "treat UNKNOWN results as failures")
    .addHelpText(
      "after",
      `
Credentials and region come from the environment (AWS_PROFILE, AWS_REGION, …), the stacks' inputs from TF_VAR_…, and the
connector's token from APONO_TOKEN or TF_VAR_APONO_TOKEN. Without a token a placeholder is deployed. No connector runs, and
checks that need one are UNKNOWN. APONO_PERSONAL_TOKEN is used to ask Apono whether the connector is connected, like
\`apono-connector status\`. AWS_ENDPOINT_URL selects an emulator.

Before creating anything it shows the account, the region, the resources and their cost, and asks for confirmation. Each step
shows what it expects, what it saw, and PASS, FAIL or UNKNOWN. At the end everything is destroyed, also after a failure or
Ctrl-C. If a run is killed, the next run first destroys what is left.

Exit codes: 0 no step failed (with --strict: all passed), 1 a step failed, 2 could not run, 128 plus the signal's number if
interrupted (130 for Ctrl-C).

Examples:
  $ npm run prove -- ecs --make-network
  $ TF_VAR_subnetIds='["subnet-0123456789abcdef0"]' npm run prove -- ecs --report proof
  $ TF_VAR_clusterName=main npm run prove -- eks
  $ AWS_PROFILE=management npm run prove -- org --unit ou-ab12-cdef3456
  $ npm run prove -- clean`,
    )
    .action(
      async (what: string, given: Omit<ProveOptions, "state"> & { readonly state?: string }) => {
        const options = { ...given, state: given.state ?? STATE };
        const target = TARGETS.find(({ name }) => name === what);
        const missing = target?.missing(options, io.env);
        if (missing !== undefined) throw cannotRun(missing);
        const caller = await askAccount(io);
        const earlier = earlierRuns(options.state, caller, io);
        await confirm({ target, options, caller, earlier, io, ask });
        await cleanEarlier(earlier, io);
        if (target === undefined) return;
        const report = await run({ target, options, caller, io });
        printCounts(io, report.counts);
        if (options.report !== undefined)
          for (const file of writeReport(options.report, report)) io.note(`Wrote ${file}.`);
        const { FAIL, UNKNOWN } = report.counts;
        if (report.interruptedBy !== null)
          return interrupted(128 + constants.signals[report.interruptedBy]);
        if (FAIL > 0) throw failure("Some checks failed: see FAIL above.");
        if (options.strict && UNKNOWN > 0)
          throw failure("Some results are unknown: see UNKNOWN above.");
      },
    );

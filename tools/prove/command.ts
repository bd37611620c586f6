import { constants } from "node:os";
import { join } from "node:path";
import { Argument, Command } from "commander";
import { refused, unusable } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import { PROJECT_ROOT } from "../../cli/project";
import { type Ask, agree, askAccount } from "./agreement";
import { cleanEarlier, earlierRuns } from "./earlier-runs";
import { writeReport } from "./report";
import { run } from "./run";
import type { ProveOptions } from "./target";
import { TARGETS } from "./targets";
import { tellCounts } from "./telling";

/** Where runs keep their state unless `--state` says otherwise; git ignores it. */
const STATE = join(PROJECT_ROOT, ".cache", "prove");

/** `npm run prove` @param interrupted is told the exit code of a run that was broken off */
export const proveCommand = (io: Io, ask: Ask, interrupted: (code: number) => void): Command =>
  new Command("npm run prove --")
    .description(
      "Deploy into the AWS account that the environment names, look at everything with real API calls, and destroy it again. clean only destroys what killed runs left.",
    )
    .addArgument(
      new Argument("<what>", "what to prove").choices([
        ...TARGETS.map(({ name }) => name),
        "clean",
      ]),
    )
    .option("-y, --yes", "make everything without asking")
    .option("--make-network", "ecs: make a VPC with a public subnet for the run")
    .option(
      "--unit <id...>",
      "org: organizational units, or the root (TF_VAR_organizationalUnitIds)",
    )
    .option("--report <folder>", "write a report there, as Markdown and as JSON")
    .option("--state <folder>", "where runs keep their state and logs (default: .cache/prove)")
    .option("--strict", "count what could not be told as a failure")
    .addHelpText(
      "after",
      `
Credentials and region come from the environment (AWS_PROFILE, AWS_REGION, …), inputs of the stacks from TF_VAR_…, the
connector's token from APONO_TOKEN or TF_VAR_APONO_TOKEN. Without a token a made-up one is deployed: no connector runs then,
and what only a running one shows is told as COULD NOT TELL. Whether it is connected is asked with APONO_PERSONAL_TOKEN, as
\`apono-connector status\` does. With AWS_ENDPOINT_URL an emulator is asked.

Says account, region, what is going to be made and what it costs, and asks. Every step says what it expects, what it saw, and
PASS, FAIL or COULD NOT TELL. At the end everything is destroyed, also after a failure or Ctrl-C; what a killed run
leaves, the next run destroys first.

Exit codes: 0 no step failed (with --strict: all passed), 1 a step failed, 2 could not run; broken off: 128 and the
signal's number (130 for Ctrl-C).

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
        const lacking = target?.lacks(options, io.env);
        if (lacking !== undefined) throw unusable(lacking);
        const caller = await askAccount(io);
        const earlier = earlierRuns(options.state, caller, io);
        await agree({ target, options, caller, earlier, io, ask });
        await cleanEarlier(earlier, io);
        if (target === undefined) return;
        const report = await run({ target, options, caller, io });
        tellCounts(io, report.counts);
        if (options.report !== undefined)
          for (const file of writeReport(options.report, report)) io.note(`Written to ${file}.`);
        const { FAIL, "COULD NOT TELL": UNTOLD } = report.counts;
        if (report.brokenOff !== null)
          return interrupted(128 + constants.signals[report.brokenOff]);
        if (FAIL > 0) throw refused("Not everything is as it should be: see FAIL above.");
        if (options.strict && UNTOLD > 0)
          throw refused("Not everything could be told: see COULD NOT TELL above.");
      },
    );

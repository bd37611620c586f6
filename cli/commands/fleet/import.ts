import { Command } from "commander";
import type { ImportOptions } from "../../fleet/import/import";
import { DEFAULT_ENDPOINT } from "../../status/api/settings";
import type { Io } from "../../terminal/io";
import { wave } from "../../terminal/whole-number";

/** `fleet import` */
export const importCommand = (io: Io): Command =>
  new Command("import")
    .description("Add the connectors that Apono lists and the fleet file does not have.")
    .option("--wave <number>", "wave that their names are added to", wave)
    .option(
      "--file <file>",
      "fleet file (default: the one that fleet check reads, else a new fleet.yaml)",
    )
    .option("-n, --dry-run", "print the entries, and write nothing")
    .addHelpText(
      "after",
      `
Calls Apono's API, with the token in APONO_PERSONAL_TOKEN, and takes each connector's ID, module, account and region from
the instances that are connected. Apono does not know a connector's subnets or cluster: the entries are written, a comment
says what to fill in, and the lines are shown. Where there is a Terraform state, fleet add reads all inputs from it.
APONO_ENDPOINT sets another API address (default: ${DEFAULT_ENDPOINT}), HTTPS_PROXY a proxy.

Exit codes: 0 added or nothing to add, 1 added with inputs to fill in, or refused, 2 could not run.

Examples:
  $ apono-connector fleet import --dry-run
  $ apono-connector fleet import --wave 2`,
    )
    .action(async (options: ImportOptions) => {
      const { importEntries } = await import("../../fleet/import/import.ts");
      await importEntries(options, io);
    });

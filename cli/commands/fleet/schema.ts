import { Command } from "commander";
import { fleetSchema } from "../../../fleet/schema";
import type { Io } from "../../terminal/io";
import { checkOutput, writeResult } from "../../terminal/output";

/** `fleet schema` */
export const schemaCommand = (io: Io): Command =>
  new Command("schema")
    .description("Print the JSON schema of fleet files, for editors.")
    .option("-o, --output <file>", "output file, in an existing folder (default: standard output)")
    .addHelpText(
      "after",
      `
It has every input of every module. Editors take it by the first line of fleet.yaml:

  # yaml-language-server: $schema=fleet.schema.json

Examples:
  $ apono-connector fleet schema --output fleet.schema.json`,
    )
    .action(({ output }: { readonly output?: string }) => {
      checkOutput(output);
      writeResult(io, JSON.stringify(fleetSchema(), null, 2), output);
    });

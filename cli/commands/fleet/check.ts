import { Command, Option } from "commander";
import { findFleet } from "../../../fleet/find";
import { INPUT, type Io } from "../../terminal/io";
import { failure } from "../../terminal/errors";
import { plural } from "../../terminal/plural";
import { noFleet } from "../../fleet/errors";
import { readText } from "../../fleet/read-text";

interface CheckOptions {
  readonly format: "text" | "json";
}

/** `fleet check` */
export const checkCommand = (io: Io): Command =>
  new Command("check")
    .description("Check a fleet file, and show the connectors that it makes.")
    .argument(
      "[file]",
      "fleet file, or - for standard input (default: APONO_FLEET, or fleet.yaml, fleet.yml or fleet.json here)",
    )
    .addOption(
      new Option("-f, --format <format>", "output format")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
Calls nothing, and needs no token. Shows every mistake with file, line and column; each connector with defaults and
placeholders filled in where there is none.

Exit codes: 0 no mistakes, 1 mistakes, 2 there is no such file.

Examples:
  $ apono-connector fleet check
  $ apono-connector fleet check fleet.yaml --format json | jq '.connectors[].name'`,
    )
    .action(async (given: string | undefined, { format }: CheckOptions) => {
      const file = given ?? findFleet(process.cwd(), io.env);
      if (file === undefined) throw noFleet();
      const isInput = file === "-";
      const text = isInput ? await io.input() : readText(file);
      const where = isInput ? INPUT : file;
      const { parseFleet, showFault } = await import("../../../fleet/read.ts");
      const { toJson, toTable } = await import("../../fleet/report.ts");
      const reading = parseFleet(text);
      if (format === "json") io.print(toJson(where, reading));
      if ("fleet" in reading) {
        if (format === "text") io.print(toTable(reading.fleet, io.width));
        return;
      }
      if (format === "text") for (const fault of reading.faults) io.print(showFault(where, fault));
      throw failure(`${plural(reading.faults.length, "mistake")} in ${where}.`);
    });

import { Command } from "commander";
import type { Io } from "../../terminal/io";
import { readWithin } from "../../files/read-within";
import { suffixesIn } from "../../state/suffix";

/** `modules suffix` */
export const suffixCommand = (io: Io): Command =>
  new Command("suffix")
    .description(
      "Read the suffix of the public module's names from a state: the nameSuffix for an upgrade.",
    )
    .argument("[file]", "a state (default: standard input)")
    .addHelpText(
      "after",
      `
Prints one line per use of the module: its address and the suffix. Shows nothing else from the state.

Examples:
  $ apono-connector modules suffix before-upgrade.tfstate`,
    )
    .action(async (file: string | undefined) => {
      const text = file === undefined ? await io.input() : readWithin(file).toString("utf8");
      for (const { module, suffix } of suffixesIn(text)) {
        io.print([module, suffix].filter((part) => part !== "").join("  "));
      }
    });

import { Command } from "commander";
import type { Io } from "../../terminal/io";
import { readWithin } from "../../files/read-within";
import { suffixesIn } from "../../state/suffix";

/** `modules suffix` */
export const suffixCommand = (io: Io): Command =>
  new Command("suffix")
    .description(
      "Read from a state what the public module's names end in: the nameSuffix of an upgrade.",
    )
    .argument("[file]", "a state; standard input when left out")
    .addHelpText(
      "after",
      `
Prints the module's address and the suffix, a line for each use. Shows nothing else of the state.

Examples:
  $ apono-connector modules suffix before-upgrade.tfstate`,
    )
    .action(async (file: string | undefined) => {
      const text = file === undefined ? await io.input() : readWithin(file).toString("utf8");
      for (const { module, suffix } of suffixesIn(text)) {
        io.print([module, suffix].filter((part) => part !== "").join("  "));
      }
    });

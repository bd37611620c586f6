import { Command } from "commander";
import { grewBetween } from "../../permissions/errors";
import type { Io } from "../../terminal/io";
import { checkOutput, writeResult } from "../../terminal/output";
import { type OutputOptions, formatOption, outputOption } from "./output";

interface Options extends OutputOptions {
  readonly failOnMore?: boolean;
}

/** `permissions diff` */
export const diffCommand = (io: Io): Command =>
  new Command("diff")
    .description("Compare the permissions that two versions of a module grant.")
    .argument("<before>", "folder or .tar.gz of a module")
    .argument("<after>", "folder or .tar.gz of the same module")
    .addOption(formatOption())
    .addOption(outputOption())
    .option("--fail-on-more", "exit with 1 if the second allows more than the first")
    .addHelpText(
      "after",
      `
MORE marks what the connector may do with the second version but not with the first.

Examples:
  $ apono-connector permissions diff terraform-aws-apono-ecs-connector-1.0.0.tar.gz dist/terraform-aws-apono-ecs-connector
  $ apono-connector permissions diff --format html -o diff.html old.tar.gz new.tar.gz
  $ apono-connector permissions diff --fail-on-more old.tar.gz new.tar.gz`,
    )
    .action(async (before: string, after: string, { format, output, failOnMore }: Options) => {
      checkOutput(output);
      const { readPair } = await import("../../registry/package/read-pair.ts");
      const [old, current] = await readPair(before, after);
      const { buildName } = await import("../../registry/package/build-name.ts");
      const { buildDiff } = await import("../../permissions/report/diff.ts");
      const { renderDiff } = await import("../../permissions/report/render.ts");
      const diff = await buildDiff(
        { name: buildName(before, old), files: old },
        { name: buildName(after, current), files: current },
      );
      writeResult(io, renderDiff(diff, format), output);
      if (failOnMore && diff.more > 0) {
        throw grewBetween(
          before,
          after,
          diff.more,
          output === undefined || output === "-" ? "above" : `in ${output}`,
        );
      }
    });

import { Command } from "commander";
import { grewBetween } from "../../permissions/errors";
import type { Io } from "../../terminal/io";

interface Options {
  readonly json?: boolean;
  readonly failOnMore?: boolean;
}

/** `modules permission-changes` */
export const permissionChangesCommand = (io: Io): Command =>
  new Command("permission-changes")
    .description("Compare the permissions that two builds of a module grant.")
    .argument("<before>", "folder or .tar.gz of a module")
    .argument("<after>", "folder or .tar.gz of the same module")
    .option("--json", "print JSON instead of a table")
    .option("--fail-on-more", "exit with 1 if the second allows more than the first")
    .addHelpText(
      "after",
      `
MORE marks what the connector may do with the second build but not with the first.

Examples:
  $ apono-connector modules permission-changes terraform-aws-apono-ecs-connector-1.0.0.tar.gz dist/terraform-aws-apono-ecs-connector
  $ apono-connector modules permission-changes --fail-on-more old.tar.gz new.tar.gz`,
    )
    .action(async (before: string, after: string, { json, failOnMore }: Options) => {
      const { readPair } = await import("../../registry/package/read-pair.ts");
      const { differenceOf, differenceTable } = await import("../../permissions/difference.ts");
      const { grantsOf } = await import("../../permissions/grants.ts");
      const [old, current] = await readPair(before, after);
      const changes = differenceOf(grantsOf(old), grantsOf(current));
      const more = changes.filter(({ grows }) => grows).length;
      if (json) io.print(JSON.stringify(changes, null, 2));
      else if (changes.length === 0) io.print("No changes: both allow the same.");
      else io.print(differenceTable(changes));
      if (failOnMore && more > 0) throw grewBetween(before, after, more);
    });

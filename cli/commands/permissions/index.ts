import { Command, Option } from "commander";
import { type ModuleName, MODULE_NAMES } from "../../../modules/names";
import type { Io } from "../../terminal/io";
import { checkOutput, writeResult } from "../../terminal/output";
import { PARTITIONS } from "../../permissions/report/place";
import { projectVersion } from "../../project";
import { type Choices, checkedChoice } from "./choice";
import { diffCommand } from "./diff";
import { type OutputOptions, formatOption, outputOption } from "./output";

type Options = OutputOptions &
  Choices & {
    readonly module: ModuleName;
    /** True where no ARN was given. */
    readonly grantedRolesBoundary?: string | true;
  };

/** `apono-connector permissions …` */
export const permissionsCommand = (io: Io): Command =>
  new Command("permissions")
    .description("Show what a connector may do, for a security review.")
    .enablePositionalOptions()
    .addOption(
      new Option("-m, --module <name>", "which module's roles")
        .choices(MODULE_NAMES)
        .default("ecs-connector"),
    )
    .addOption(
      new Option("--permission-sets <name...>", "only these permission sets (default: all)"),
    )
    .addOption(
      new Option(
        "--without-permissions",
        "only what is granted with withPermissions = false",
      ).conflicts("permissionSets"),
    )
    .addOption(
      new Option(
        "--partition <name>",
        "AWS partition that the ARNs are in (default: that of --region, or else aws)",
      ).choices(PARTITIONS),
    )
    .option(
      "--granted-roles-boundary [arn]",
      "with grantedRolesBoundaryArn set (default ARN: words that stand for it)",
    )
    .option("--account <id>", "account that the roles are in, for whole ARNs")
    .option("--region <code>", "region that the connector runs in, for whole ARNs")
    .option("--connector-id <id>", "the connector's id, for the suffix of names")
    .addOption(formatOption())
    .addOption(outputOption())
    .addHelpText(
      "after",
      `
Without --account, --region and --connector-id, words such as <account> stand for them.

Examples:
  $ apono-connector permissions
  $ apono-connector permissions --format html -o permissions.html
  $ apono-connector permissions --module eks-connector --permission-sets ec2-read eks-read
  $ apono-connector permissions --without-permissions --format json
  $ apono-connector permissions --account 123456789012 --region us-gov-west-1 --connector-id apono
  $ apono-connector permissions diff old.tar.gz dist/terraform-aws-apono-ecs-connector`,
    )
    .action(async (options: Options) => {
      checkOutput(options.output);
      const choice = checkedChoice(options.module, options);
      // Loaded only now: other commands need none of AWS's reference.
      const { buildReport } = await import("../../permissions/report/build-report.ts");
      const { renderReport } = await import("../../permissions/report/render.ts");
      const report = await buildReport({
        ...options,
        ...choice,
        grantedRolesBoundary:
          options.grantedRolesBoundary === true
            ? "<grantedRolesBoundaryArn>"
            : options.grantedRolesBoundary,
        version: projectVersion(),
      });
      writeResult(io, renderReport(report, options.format), options.output);
    })
    .addCommand(diffCommand(io));

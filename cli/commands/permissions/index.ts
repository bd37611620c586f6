import { Command, Option } from "commander";
import { type ModuleName, MODULE_NAMES } from "../../../modules/module-names";
import type { Io } from "../../terminal/io";
import { checkOutput, writeResult } from "../../terminal/output";
import { PARTITIONS } from "../../permissions/report/place";
import { projectVersion } from "../../project";
import { type Choices, checkedChoice } from "./choice";
import { diffCommand } from "./diff";
import { handOverCommand } from "./hand-over";
import {
  type DeployerCommandOptions,
  addDeployerOptions,
  allFormats,
  printDeployer,
  reportFormat,
} from "./deployer";
import { outputOption } from "./output";

type Options = DeployerCommandOptions &
  Choices & {
    readonly module: ModuleName;
    /** True if no ARN is given. */
    readonly grantedRolesBoundary?: string | true;
  };

/** `apono-connector permissions …` */
export const permissionsCommand = (io: Io): Command =>
  addDeployerOptions(reportOptions())
    .addOption(allFormats())
    .addOption(outputOption())
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => {
      checkOutput(options.output);
      const choice = checkedChoice(options.module, options);
      if (options.deployer) return printDeployer(io, options, choice.partition);
      const format = reportFormat(options);
      // Loaded on demand: AWS's reference is large.
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
      writeResult(io, renderReport(report, format), options.output);
    })
    .addCommand(diffCommand(io))
    .addCommand(handOverCommand(io));

const reportOptions = (): Command =>
  new Command("permissions")
    .description("Show what a connector may do, for a security review, or what deploying it needs.")
    .enablePositionalOptions()
    .addOption(
      new Option("-m, --module <name>", "module whose roles are shown")
        .choices(MODULE_NAMES)
        .default("ecs-connector"),
    )
    .addOption(
      new Option("--permission-sets <name...>", "only these permission sets (default: all)"),
    )
    .addOption(
      new Option("--without-permissions", "only what withPermissions = false grants").conflicts(
        "permissionSets",
      ),
    )
    .addOption(
      new Option(
        "--partition <name>",
        "AWS partition of the ARNs (default: that of --region, or aws)",
      ).choices(PARTITIONS),
    )
    .option(
      "--granted-roles-boundary [arn]",
      "as with grantedRolesBoundaryArn set (default ARN: a placeholder)",
    )
    .option("--account <id>", "account of the roles, for complete ARNs")
    .option("--region <code>", "region of the connector, for complete ARNs")
    .option("--connector-id <id>", "connector's ID, for the suffix of names");

const EXAMPLES = `
Without --account, --region and --connector-id, placeholders such as <account> are shown.
--deployer prints what Terraform needs to plan, apply, change and destroy the module; unknown names and accounts are *.

Examples:
  $ apono-connector permissions
  $ apono-connector permissions --format html -o permissions.html
  $ apono-connector permissions --module eks-connector --permission-sets ec2-read eks-read
  $ apono-connector permissions --without-permissions --format json
  $ apono-connector permissions --account 123456789012 --region us-gov-west-1 --connector-id apono
  $ apono-connector permissions --deployer --format json --account 123456789012 --region eu-central-1
  $ apono-connector permissions --deployer --format terraform --var-file production.tfvars
  $ apono-connector permissions diff old.tar.gz dist/terraform-aws-apono-ecs-connector`;

import { Command, Option } from "commander";
import { type ConnectorName, CONNECTOR_MODULE_NAMES } from "../../../modules/module-names";
import { HAND_OVER_FORMATS, type HandOverFormat } from "../../permissions/hand-over/formats";
import type { Io } from "../../terminal/io";
import { checkOutput, writeResult } from "../../terminal/output";
import { checkedChoice } from "./choice";
import { outputOption } from "./output";

interface Options {
  readonly module: ConnectorName;
  readonly account: string;
  readonly region: string;
  readonly partition?: string;
  readonly var?: readonly string[];
  readonly varFile?: readonly string[];
  readonly format: HandOverFormat;
  readonly output?: string;
}

/** `permissions hand-over` */
export const handOverCommand = (io: Io): Command =>
  new Command("hand-over")
    .description("Print a connector's roles, for another team to make.")
    .addOption(
      new Option("-m, --module <name>", "module whose roles they are")
        .choices(CONNECTOR_MODULE_NAMES)
        .default("ecs-connector"),
    )
    .requiredOption("--account <id>", "account of the connector and its roles")
    .requiredOption("--region <code>", "region of the connector")
    .option("--var <name=value...>", "an input of the module, as for Terraform")
    .option("--var-file <file...>", "variable files of the deployment (.tfvars)")
    .addOption(
      new Option("-f, --format <name>", "output format")
        .choices(HAND_OVER_FORMATS)
        .default("terraform"),
    )
    .addOption(outputOption())
    .addHelpText(
      "after",
      `
The roles have what the module's own would have: trust policy, permission sets, guardrails, and what reads the token.
Where cdktf.json is, the stack's variable files are read, too. The module takes the ARNs in roles (ecs-connector) or
role (eks-connector).

Examples:
  $ apono-connector permissions hand-over --account 123456789012 --region eu-central-1 -o roles.tf
  $ apono-connector permissions hand-over --account 123456789012 --region eu-central-1 --var 'permissionSets=["ec2-read"]'
  $ apono-connector permissions hand-over -m eks-connector --account 123456789012 --region eu-central-1 \\
      --var clusterName=main --var identity=pod-identity --format json`,
    )
    .action(async (options: Options) => {
      const { module, account, region, format, output } = options;
      checkOutput(output);
      const { partition } = checkedChoice(module, { account, region });
      const { handOverInputs } = await import("../../permissions/hand-over/inputs.ts");
      const { handedRoles } = await import("../../permissions/hand-over/hand-over.ts");
      const { renderRoles } = await import("../../permissions/hand-over/render.ts");
      const inputs = await handOverInputs(module, options);
      const roles = handedRoles(module, inputs, { partition, accountId: account, region });
      writeResult(io, renderRoles(module, roles, format), output);
    });

import { type Command, Option } from "commander";
import type { ModuleName } from "../../../modules/module-names";
import { DEPLOYER_FORMATS, type DeployerFormat } from "../../permissions/deployer/formats";
import type { ChoiceOptions } from "../../permissions/deployer/inputs";
import { deployerOnly, largePolicy, noDeployerFormat } from "../../permissions/errors";
import { FORMATS, type Format } from "../../permissions/report/formats";
import type { Io } from "../../terminal/io";
import { writeResult } from "../../terminal/output";

/** The options of `permissions --deployer`. */
export interface DeployerCommandOptions extends ChoiceOptions {
  readonly module: ModuleName;
  readonly deployer?: boolean;
  readonly anyInputs?: boolean;
  readonly account?: string;
  readonly region?: string;
  readonly format: Format | "terraform";
  readonly output?: string;
}

export const addDeployerOptions = (command: Command): Command =>
  command
    .option("--deployer", "the least policy for whoever deploys the module, instead")
    .option("--var <name=value...>", "with --deployer: an input, as for Terraform")
    .option("--var-file <file...>", "with --deployer: variable files (.tfvars)")
    .option("--any-inputs", "with --deployer: for every choice of inputs");

/** The formats of the report and of the deployer's policy. */
export const allFormats = () =>
  new Option("-f, --format <name>", "output format (terraform: with --deployer)")
    .choices([...FORMATS, "terraform"])
    .default("markdown");

/**
 * The format of the report.
 *
 * @throws CommandFailure for options that only `--deployer` has
 */
export function reportFormat(options: DeployerCommandOptions): Format {
  const { var: inputs, varFile, anyInputs, format } = options;
  if (format === "terraform") throw deployerOnly("--format terraform");
  const only = [inputs && "--var", varFile && "--var-file", anyInputs && "--any-inputs"].filter(
    (option) => typeof option === "string",
  );
  if (only.length > 0) throw deployerOnly(only[0]!);
  return format;
}

export async function printDeployer(
  io: Io,
  options: DeployerCommandOptions,
  partition: string,
): Promise<void> {
  const { format } = options;
  if (!isDeployerFormat(format)) throw noDeployerFormat(format);
  const { chosenInputs } = await import("../../permissions/deployer/inputs.ts");
  const { deployerReport, isLarge, sizeOf } =
    await import("../../permissions/deployer/deployer.ts");
  const { renderDeployer } = await import("../../permissions/deployer/render.ts");
  const inputs = await chosenInputs(options.module, options);
  const report = deployerReport({ ...options, partition, inputs });
  if (format === "json" && isLarge(report)) io.note(largePolicy(sizeOf(report.statements)));
  writeResult(io, renderDeployer(report, format), options.output);
}

const isDeployerFormat = (format: string): format is DeployerFormat =>
  (DEPLOYER_FORMATS as readonly string[]).includes(format);

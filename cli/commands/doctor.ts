import { Command, Option } from "commander";
import type { DoctorOptions } from "../doctor/request";
import { doctorFound, doctorIncomplete } from "../doctor/errors";
import type { Io } from "../terminal/io";

interface DoctorCommandOptions extends DoctorOptions {
  readonly format: "text" | "json";
  readonly strict?: boolean;
  readonly policy?: boolean;
}

/** `doctor` */
export const doctorCommand = (io: Io): Command =>
  new Command("doctor")
    .description("Check before deploying whether a deployment will work.")
    .option("-m, --module <name...>", "modules to check (default: chosen by the inputs)")
    .option("--subnet <id...>", "subnets for ECS (TF_VAR_subnetIds)")
    .option("--vpc <id>", "their VPC (TF_VAR_vpcId); without --subnet, lists its subnets")
    .option("--cluster <name>", "cluster for EKS (TF_VAR_clusterName)")
    .option("--organization", "check the AWS organization")
    .option("--unit <id...>", "organizational units (TF_VAR_organizationalUnitIds)")
    .option("--deployer", "check whether the caller may deploy, by IAM's simulation")
    .option("--var <name=value...>", "any other input, as for Terraform")
    .option("--var-file <file...>", "variable files (.tfvars), as for cdktf")
    .option("--profile <name>", "AWS profile (AWS_PROFILE)")
    .option("--region <code>", "AWS region (AWS_REGION)")
    .addOption(
      new Option("-f, --format <format>", "output format")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--strict", "exit with 1 on warnings and unknown results, too")
    .option("--policy", "print the IAM policy that all checks need, and exit")
    .addHelpText(
      "after",
      `
Checks tools, inputs, token, credentials, region and account, and the resources that the inputs name: subnets and their
routes, cluster, organization. Inputs come from the stacks' variables (TF_VAR_…) and from the variable files that cdktf
reads in the working directory. Read-only: changes nothing.
A check that lacks a permission is reported as unknown, not as failed.

Exit codes: 0 no problems, 1 problems, 2 AWS could not be called, or invalid usage.

Examples:
  $ apono-connector doctor
  $ apono-connector doctor --subnet subnet-0123456789abcdef0
  $ apono-connector doctor --vpc vpc-0123456789abcdef0 --region eu-central-1
  $ apono-connector doctor --cluster main --var identity=pod-identity
  $ apono-connector doctor --subnet subnet-0123456789abcdef0 --deployer
  $ apono-connector doctor --organization --unit ou-ab12-cdef3456 --profile management
  $ apono-connector doctor --format json | jq '.results[] | select(.status == "problem")'`,
    )
    .action(
      async ({ format, strict = false, policy = false, ...options }: DoctorCommandOptions) => {
        if (policy) {
          const { policyDocument } = await import("../aws/actions.ts");
          io.print(JSON.stringify(policyDocument(), null, 2));
          return;
        }
        const { examine } = await import("../doctor/examine.ts");
        const { printText, toJson } = await import("../doctor/report.ts");
        const examination = await examine(options, io);
        if (format === "json") io.print(JSON.stringify(toJson(examination), null, 2));
        else printText(io, examination);
        if (examination.caller === undefined) throw doctorIncomplete();
        const bad = examination.results.filter(
          ({ status }) =>
            status === "problem" || (strict && (status === "warning" || status === "unknown")),
        );
        if (bad.length > 0) throw doctorFound(bad.length);
      },
    );

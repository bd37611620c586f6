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
    .description("Say, before anything is applied, whether a deployment will work here.")
    .option("-m, --module <name...>", "modules that are meant (default: as the inputs tell)")
    .option("--subnet <id...>", "subnets for ECS (TF_VAR_subnetIds)")
    .option("--vpc <id>", "their VPC (TF_VAR_vpcId); without subnets, shows all of its subnets")
    .option("--cluster <name>", "cluster for EKS (TF_VAR_clusterName)")
    .option("--organization", "look at the organization")
    .option("--unit <id...>", "its units (TF_VAR_organizationalUnitIds)")
    .option("--var <name=value...>", "any other input, as Terraform takes it")
    .option("--var-file <file...>", "files of variables (.tfvars), as cdktf takes them")
    .option("--profile <name>", "AWS profile (AWS_PROFILE)")
    .option("--region <code>", "AWS region (AWS_REGION)")
    .addOption(
      new Option("-f, --format <format>", "how to say it")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--strict", "count warnings, and what could not be looked at, as problems")
    .option("--policy", "print the IAM policy that all checks need, and end")
    .addHelpText(
      "after",
      `
Looks at tools, inputs, token, credentials, region and account, and at what the inputs name: subnets and their way out,
cluster, organization. Inputs are read from the variables that the stacks read (TF_VAR_…) and from the files that cdktf reads in this folder.
Only asks, and changes nothing.
A permission that is missing is said to be missing, and counts neither as there nor as absent.

Exit codes: 0 no problem, 1 problems, 2 AWS could not be asked, or wrong usage.

Examples:
  $ apono-connector doctor
  $ apono-connector doctor --subnet subnet-0123456789abcdef0
  $ apono-connector doctor --vpc vpc-0123456789abcdef0 --region eu-central-1
  $ apono-connector doctor --cluster main --var identity=pod-identity
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

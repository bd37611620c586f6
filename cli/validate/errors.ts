import { refused, unusable } from "../terminal/errors";
import { INPUT } from "../terminal/io";

/** How a plan is given as JSON. @param plan where Terraform has it @param file where it goes */
const asJson = (plan: string, file: string) =>
  `terraform show -json ${plan} ${file === INPUT ? "| apono-connector validate -" : "> plan.json"}`;

/** @param file a path, or {@link INPUT} */
export const noPlan = (file: string, problem: string) =>
  unusable(
    `${file} is no plan of Terraform: ${problem}. Make it like this: ${asJson("plan.tfplan", file)}`,
  );

/** @param file a path, or {@link INPUT} */
export const binaryPlan = (file: string) =>
  unusable(
    `${file} is a plan in Terraform's own format. Give it as JSON: ${asJson(file === INPUT ? "plan.tfplan" : file, file)}`,
  );

export const unreadableInput = () =>
  unusable(
    `${INPUT} is neither a plan as JSON nor Terraform. Give a plan like this: ${asJson("plan.tfplan", INPUT)}. ` +
      "Values of variables need --module.",
  );

export const emptyInput = () =>
  unusable(
    "There is nothing on standard input: the command before it may have failed. Look at it alone, or use set -o pipefail.",
  );

export const pathAmongRules = (path: string) =>
  unusable(
    `There is no rule "${path}", but a file or folder of that name. Write paths before --only, or after --: apono-connector validate --only syntax -- ${path}`,
  );

export const emptyObject = () =>
  unusable("Standard input holds an empty object, {}, which is neither a plan nor Terraform.");

export const noTerraform = (folder: string) =>
  unusable(
    `There is nothing of Terraform in ${folder}: no .tf, .tf.json, .tfvars or .tfvars.json. Correct the path.`,
  );

const VALIDATED =
  "Give a folder of Terraform, a .tf, .tf.json, .tfvars or .tfvars.json file, or a plan " +
  `(${asJson("plan.tfplan", "")}).`;

export const unsupportedFile = (file: string) =>
  unusable(`${file} is nothing that can be validated. ${VALIDATED}`);

/** @param missing the first part of the path that is not there @param where it was looked for @param hint ends with a blank */
export const pathNotFound = (path: string, missing: string, where: string, hint: string) =>
  unusable(
    `There is no ${missing}${where === "" ? "" : ` in ${where}`}${missing === path ? "" : `, where ${path} was looked for`}. ${hint}${VALIDATED}`,
  );

/** There are findings, which the command has told already. */
export const findingsReported = () => refused("");

interface Crash {
  readonly rule: string;
  readonly folder: string;
  readonly at: string;
}

export const rulesCrashed = (crashes: readonly Crash[]) =>
  unusable(
    `${crashes.map(crashMessage).join(" ")} This is a mistake in apono-connector: please report it. ` +
      "All other findings are reported.",
  );

/** What every format says of a rule that crashed. */
export const crashMessage = ({ rule, folder, at }: Crash) =>
  `The rule ${rule} crashed on ${folder} (${at}).`;

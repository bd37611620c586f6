import { cannotRun, failure } from "../terminal/errors";
import { INPUT } from "../terminal/io";

/** The command that converts a plan to JSON. @param plan the binary plan @param file the file, or {@link INPUT} */
const asJson = (plan: string, file: string) =>
  `terraform show -json ${plan} ${file === INPUT ? "| apono-connector validate -" : "> plan.json"}`;

/** @param file a path, or {@link INPUT} */
export const noPlan = (file: string, problem: string) =>
  cannotRun(
    `${file} is not a Terraform plan: ${problem}. Make one with: ${asJson("plan.tfplan", file)}`,
  );

/** @param file a path, or {@link INPUT} */
export const binaryPlan = (file: string) =>
  cannotRun(
    `${file} is a binary plan. Convert it to JSON: ${asJson(file === INPUT ? "plan.tfplan" : file, file)}`,
  );

export const unreadableInput = () =>
  cannotRun(
    `${INPUT} is neither a JSON plan nor Terraform. Pass a plan with: ${asJson("plan.tfplan", INPUT)}. ` +
      "Variable values need --module.",
  );

export const emptyInput = () =>
  cannotRun(
    "Standard input is empty: the command before the pipe may have failed. Run it alone, or use set -o pipefail.",
  );

export const pathAmongRules = (path: string) =>
  cannotRun(
    `Rule "${path}" doesn't exist, but a file or folder of that name does. Write paths before --only, or after --: apono-connector validate --only syntax -- ${path}`,
  );

export const emptyObject = () =>
  cannotRun("Standard input is an empty object, {}: neither a plan nor Terraform.");

export const noTerraform = (folder: string) =>
  cannotRun(
    `No Terraform files found in ${folder}: no .tf, .tf.json, .tfvars or .tfvars.json. Correct the path.`,
  );

const VALIDATED =
  "Pass a folder with Terraform files, a .tf, .tf.json, .tfvars or .tfvars.json file, or a plan " +
  `(${asJson("plan.tfplan", "")}).`;

export const noProject = () =>
  cannotRun(
    "Nothing to validate was given, and the installed package has no stacks of its own. " +
      "Give your folder: apono-connector validate infrastructure/ (or . for this one).",
  );

export const unsupportedFile = (file: string) =>
  cannotRun(`${file} can't be validated. ${VALIDATED}`);

/** @param missing the first part of the path that doesn't exist @param where it was searched @param hint ends with a space */
export const pathNotFound = (path: string, missing: string, where: string, hint: string) =>
  cannotRun(
    `${missing} not found${where === "" ? "" : ` in ${where}`}${missing === path ? "" : `, looking for ${path}`}. ${hint}${VALIDATED}`,
  );

/** The run has findings, which are printed already. */
export const findingsReported = () => failure("");

interface Crash {
  readonly rule: string;
  readonly folder: string;
  readonly at: string;
}

export const rulesCrashed = (crashes: readonly Crash[]) =>
  cannotRun(
    `${crashes.map(crashMessage).join(" ")} This is a bug in apono-connector: please report it. ` +
      "All other findings are reported.",
  );

/** The message of every format for a crashed rule. */
export const crashMessage = ({ rule, folder, at }: Crash) =>
  `Rule ${rule} crashed on ${folder} (${at}).`;

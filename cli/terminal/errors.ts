import { MODULE_NAMES } from "../../modules/names";
import { didYouMean } from "./suggestions";

/**
 * What a command ends with when it can't do what was asked. The message is all that a user sees: what is wrong, where,
 * and how to mend it.
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";

  constructor(
    message: string,
    /** 1: refused or failed; 2: could not run at all; from 129 on: 128 and the signal that ended it. */
    readonly exitCode: 1 | 2 | 129 | 130 | 143,
  ) {
    super(message);
  }
}

/** What was asked for is refused, or has failed. */
export const refused = (message: string) => new CommandFailure(message, 1);

/** The command was called wrongly, or lacks something to begin with. */
export const unusable = (message: string) => new CommandFailure(message, 2);

export const unknownModule = (name: string, known: readonly string[]) =>
  unusable(`There is no module "${name}". The modules are: ${known.join(", ")}.`);

export const invalidVersion = (version: string) =>
  unusable(
    `"${version}" is no version. Give one such as 1.2.3 or 1.3.0-rc.1: https://semver.org, without a leading v.`,
  );

export const foreignFolder = (folder: string) =>
  unusable(
    `${folder} holds something other than a built module, which building would delete. Choose another folder with --output.`,
  );

export const noPackages = (folder: string) =>
  unusable(
    `There are no packages in ${folder}. Make them first: apono-connector modules package --output ${folder}`,
  );

export const damagedPackage = (file: string) =>
  refused(
    `${file} is not what SHA256SUMS beside it says. Make it again: apono-connector modules package`,
  );

export const unlistedPackage = (file: string) =>
  refused(`${file} is not in SHA256SUMS beside it. Make it again: apono-connector modules package`);

export const badArchive = (what: string, problem: string) =>
  refused(`${what} is no package of a module: ${problem}.`);

export const differentContent = (module: string, version: string, where: string) =>
  refused(
    `${module} ${version} is already in ${where}, with other content. A published version never changes: raise the ` +
      `version in package.json, package again, and publish that.`,
  );

export const permissionsGrew = (module: string, from: string, to: string, table: string) =>
  refused(
    `${module} ${to} grants more than ${from}, so it can't be a patch version:\n${table}\n` +
      `Raise the minor version, so that nobody gets these permissions by "~> ${from}".`,
  );

export const untold = (module: string, version: string) =>
  refused(
    `The changelog in ${module} ${version} has no entry "## [${version}]". Add it to CHANGELOG.md, package again, and publish that.`,
  );

export const untoldGrowth = (module: string, version: string, from: string, table: string) =>
  refused(
    `${module} ${version} grants more than ${from}, and its changelog does not say so:\n${table}\n` +
      `Add a section "### Permissions" to the entry "## [${version}]" in CHANGELOG.md, package again, and publish that.`,
  );

export const moreThanReleased = (module: string, version: string, table: string) =>
  refused(
    `${module} grants more than is noted of version ${version}:\n${table}\n` +
      `Raise the minor version in package.json. Where ${version} is not published yet, note its permissions anew: npx tsx tools/data/released-permissions.ts`,
  );

export const noSuchPackage = (module: string, version: string, folder: string) =>
  unusable(
    `There is no package of ${module} in version ${version} in ${folder}. Make it first: apono-connector modules package --as ${version} --output ${folder}`,
  );

export const unknownPermissionSets = (
  module: string,
  names: readonly string[],
  known: readonly string[],
) =>
  unusable(
    `${module} has no permission set ${names.map((name) => `"${name}"`).join(", ")}. Its sets are: ${known.join(", ")}.`,
  );

export const noWithoutPermissions = (module: string) =>
  unusable(
    `${module} has no setting withPermissions: leave --without-permissions out, and choose with --permission-sets.`,
  );

export const badAccount = (account: string) =>
  unusable(`--account: "${account}" is no account id. Give 12 digits, such as 123456789012.`);

export const badRegion = (region: string) =>
  unusable(`--region: "${region}" is no region. Give a code such as eu-central-1.`);

export const otherPartition = (region: string, own: string, partition: string) =>
  unusable(
    `--region ${region} is in the partition ${own}, not in ${partition}. Leave --partition out, or correct one of them.`,
  );

export const emptyConnectorId = () =>
  unusable("--connector-id: the id is empty. Give the connector's id in Apono, or leave it out.");

export const grewBetween = (before: string, after: string, more: number, where = "above") =>
  refused(`${after} allows more than ${before}: ${more} more, marked ${where}.`);

export const doctorFound = (count: number) =>
  refused(
    `This will not work as it is: ${count} finding${count === 1 ? "" : "s"} above. Mend ${count === 1 ? "it" : "them"}, and run the doctor again.`,
  );

export const doctorIncomplete = () =>
  unusable(
    "AWS could not be asked, so nothing in it was looked at. What stands in the way is above, under AWS.",
  );

export const noPlaceForFolder = (folder: string, above: string) =>
  unusable(
    `The folder ${folder} can't be made: ${above} takes no new folders. Choose another place.`,
  );

export const noTempFolder = (folder: string, code: string) =>
  unusable(
    `No temporary folder can be made in ${folder} (${code}). Set TMPDIR to a folder that takes files.`,
  );

export const differentModules = (
  before: { readonly path: string; readonly module: string | undefined },
  after: { readonly path: string; readonly module: string | undefined },
) =>
  unusable(
    `${before.path} is ${kindOf(before.module)}, ${after.path} is ${kindOf(after.module)}: what they allow can't be compared. Give two builds of the same module.`,
  );

const kindOf = (module: string | undefined) =>
  module === undefined ? "a module that is none of this project's" : `a build of ${module}`;

/** What standard input is called in messages. */
export const INPUT = "Standard input";

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

export const emptyWord = (what: string) =>
  unusable(`${what} is empty. Give it, or take it out: a variable of your shell may not be set.`);

export const emptyObject = () =>
  unusable("Standard input holds an empty object, {}, which is neither a plan nor Terraform.");

export const noTerraform = (folder: string) =>
  unusable(
    `There is nothing of Terraform in ${folder}: no .tf, .tf.json, .tfvars or .tfvars.json. Correct the path.`,
  );

const VALIDATED =
  "Give a folder of Terraform, a .tf, .tf.json, .tfvars or .tfvars.json file, or a plan " +
  `(${asJson("plan.tfplan", "")}).`;

export const notValidated = (file: string) =>
  unusable(`${file} is nothing that can be validated. ${VALIDATED}`);

/** @param missing the first part of the path that is not there @param where it was looked for @param hint ends with a blank */
export const nothingThere = (path: string, missing: string, where: string, hint: string) =>
  unusable(
    `There is no ${missing}${where === "" ? "" : ` in ${where}`}${missing === path ? "" : `, where ${path} was looked for`}. ${hint}${VALIDATED}`,
  );

/** @param limit the most that is read, in bytes */
export const tooBig = (file: string, limit: number) =>
  unusable(
    `${file} is larger than ${limit / 1e6} MB, the most that is read. Correct the path, or give a smaller file.`,
  );

/** There are findings, which the command has told already. */
export const findings = () => refused("");

interface Crash {
  readonly rule: string;
  readonly folder: string;
  readonly at: string;
}

export const rulesBroke = (crashes: readonly Crash[]) =>
  unusable(
    `${crashes.map(brokeDown).join(" ")} This is a mistake in apono-connector: please report it. ` +
      "All other findings are reported.",
  );

/** What every format says of a rule that crashed. */
export const brokeDown = ({ rule, folder, at }: Crash) =>
  `The rule ${rule} crashed on ${folder} (${at}).`;

const meant = (stack: string): string =>
  (MODULE_NAMES as readonly string[]).includes(stack) ? "" : didYouMean(stack, MODULE_NAMES);

/** @param place a file, or the name of a backend */
export const notDeployed = (stack: string, place: string) =>
  unusable(
    `The stack ${stack} is not deployed: there is no state of it in ${place}. ${meant(stack)}Fix: deploy it with npx cdktf deploy ${stack}, ` +
      "or give the connector's id with --connector-id.",
  );

export const unreadableState = (stack: string, place: string, reason: string) =>
  unusable(
    `The state of ${stack} in ${place} can't be read: ${reason} Fix: give credentials for the backend, or the connector's id with --connector-id.`,
  );

export const noEngine = (binary: string) =>
  unusable(
    `There is no ${binary} on the PATH, which reads the stack's outputs. Fix: install it, set TERRAFORM_BINARY_NAME, or give the connector's id with --connector-id.`,
  );

export const noConnectorIn = (stack: string, missing: string) =>
  unusable(
    `The stack ${stack} has no output ${missing}: it is not a connector's, or was deployed by an older version. ` +
      `Fix: deploy it again with npx cdktf deploy ${stack}, or give the connector's id with --connector-id.`,
  );

export const notConnected = () =>
  refused("The connector is not connected as configured. What stands in the way is above.");

export const notAsked = () =>
  unusable(
    "Whether the connector is connected could not be asked. What stands in the way is above.",
  );

export const noApiToken = () =>
  unusable(
    "APONO_PERSONAL_TOKEN is not set. Fix: make an API token in Apono, and set it: read -rs APONO_PERSONAL_TOKEN && export APONO_PERSONAL_TOKEN",
  );

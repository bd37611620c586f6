import { join } from "node:path";
import { cdktfArguments } from "../../test/kit/cdktf";
import { startAwsEmulator } from "../../test/kit/aws-emulator";
import { engineTitle } from "../../test/kit/engines/current";
import { CommandError, type Env } from "../../test/kit/processes";
import { Terraform } from "../../test/kit/terraform";
import { runDemoCdktf } from "./cdktf";
import { separateChanges } from "../emulator-differences";
import { DEMO_TOKEN } from "./deployment";
import { type AccountView, DemoOrganization } from "./organization-accounts";
import { requireTools } from "./preflight";
import { progress, seconds } from "./progress";
import { CommandFailure } from "./failure-reason";
import { accountsTable, count } from "./tables";

const CONNECTOR = "ecs-connector";
const DELEGATION = "org-delegation";

/**
 * Runs the demo of an organization: the connector in a member account, the delegation in the management account.
 *
 * @param folder for all files of the demo
 * @returns whether all checks passed
 */
export async function runOrganizationDemo(folder: string): Promise<boolean> {
  const startedAt = Date.now();
  progress.heading("Start an emulated AWS organization");
  await progress.step(`check ${engineTitle()} and its AWS provider`, () => requireTools());
  const emulator = await progress.step("start the AWS emulator (moto) on 127.0.0.1", () =>
    startAwsEmulator({ organizations: true }),
  );
  try {
    const organization = await progress.step(
      "create an organization with five accounts and two units",
      () => DemoOrganization.create(emulator),
    );
    const passed = await deployAndCheck(organization, folder);
    progress.heading(passed ? "All checks passed" : "Some checks failed: see FAILED above");
    progress.text(
      `  Took ${seconds(startedAt)}. To deploy into a real organization, see “An organization” in README.md.`,
    );
    return passed;
  } finally {
    await emulator.stop();
  }
}

async function deployAndCheck(organization: DemoOrganization, folder: string): Promise<boolean> {
  progress.heading(`Deploy ${CONNECTOR} and ${DELEGATION} for the unit workloads`);
  const output = join(folder, "cdktf.out");
  const env: Env = {
    ...organization.profiles(folder),
    AWS_PROFILE: "connector",
    TF_VAR_organizationProfile: "management",
    APONO_CONNECTOR_STACK: CONNECTOR,
    APONO_BACKEND: JSON.stringify({ local: { path: join(folder, "{stack}.tfstate") } }),
    TF_VAR_APONO_TOKEN: DEMO_TOKEN,
    TF_VAR_subnetIds: JSON.stringify([organization.subnetId]),
    TF_VAR_organizationalUnitIds: JSON.stringify([organization.units.workloads]),
  };
  const stacks = [CONNECTOR, DELEGATION].map(
    (stack) => new Terraform(join(output, "stacks", stack), { env }),
  );
  const cdktf = (args: readonly string[]) =>
    progress.step(`cdktf ${args.filter((arg) => arg !== "--skip-provider-lock").join(" ")}`, () =>
      runDemoCdktf(args, output, { ...stacks[0]!.env, ...env }, () => undefined).catch(
        (error: unknown) => {
          throw error instanceof CommandError
            ? new CommandFailure(`cdktf ${args.join(" ")}`, error.result, [])
            : error;
        },
      ),
    );
  try {
    await cdktf(cdktfArguments("deploy", CONNECTOR, DELEGATION));
    const checks = [
      await checkRoles(
        organization,
        ["shop", "payments"],
        "the accounts of the unit and its child unit",
      ),
      await checkAssuming(organization, stacks),
      await checkPlans(stacks),
    ];
    await progress.step("move sandbox into the unit, and shop out of it", async () => {
      await organization.move("sandbox", "workloads");
      await organization.move("shop", "root");
    });
    checks.push(
      await checkRoles(organization, ["payments", "sandbox"], "updated without a deployment"),
    );
    checks.push(await checkPlans(stacks));
    await cdktf(cdktfArguments("destroy", CONNECTOR, DELEGATION));
    checks.push(await checkNothingLeft(organization, stacks));
    return checks.every(Boolean);
  } finally {
    for (const stack of stacks) stack.dispose();
  }
}

/** Checks that exactly these accounts have the member role, and only the management account its role. */
async function checkRoles(
  organization: DemoOrganization,
  members: readonly string[],
  why: string,
): Promise<boolean> {
  const views = await organization.accountViews();
  progress.text(accountsTable(views));
  const accountsWith = (pattern: RegExp) =>
    views.filter(({ roles }) => roles.some((role) => pattern.test(role))).map(({ name }) => name);
  const passed =
    sameNames(accountsWith(/^apono-member-role-/), members) &&
    sameNames(accountsWith(/^apono-management-role-/), ["management"]);
  progress.verdict(passed, `the member role is in ${members.join(" and ")}: ${why}`);
  return passed;
}

async function checkAssuming(
  organization: DemoOrganization,
  [connector, delegation]: readonly Terraform[],
): Promise<boolean> {
  const connectorRole = String((await connector!.output())["connector_role_arn"]);
  const outputs = await delegation!.output();
  const views = await organization.accountViews();
  const targets = [
    String(outputs["management_account_role_arn"]),
    ...views
      .filter(({ roles }) => roles.includes(String(outputs["member_role_name"])))
      .map(({ id }) => String(outputs["member_role_arn_pattern"]).replace("*", id)),
  ];
  let passed = targets.length > 1;
  for (const target of targets) {
    const session = await organization.assume(connectorRole, target);
    const isExpected = session.includes(`:${target.split(":")[4]}:assumed-role/`);
    progress.verdict(isExpected, `the connector can assume ${target}`);
    passed &&= isExpected;
  }
  progress.note("the emulator does not enforce trust policies; the tests evaluate them");
  return passed;
}

async function checkPlans(stacks: readonly Terraform[]): Promise<boolean> {
  const found = await progress.step("terraform plan -detailed-exitcode, both stacks", async () => {
    const plans = [];
    for (const stack of stacks) plans.push(await stack.plan({ detailedExitcode: true }));
    return separateChanges(plans.flatMap(({ changes }) => changes));
  });
  progress.verdict(found.ours.length === 0, `second plan: ${count(found.ours.length, "change")}`);
  for (const change of found.ours) progress.text(`     ${change}`);
  return found.ours.length === 0;
}

async function checkNothingLeft(
  organization: DemoOrganization,
  stacks: readonly Terraform[],
): Promise<boolean> {
  const views: AccountView[] = await organization.accountViews();
  const left = views.flatMap(({ name, roles }) => roles.map((role) => `${role} in ${name}`));
  for (const stack of stacks) left.push(...(await stack.stateList()));
  progress.verdict(left.length === 0, `destroy: ${count(left.length, "resource")} left`);
  for (const name of left) progress.text(`     ${name}`);
  return left.length === 0;
}

const sameNames = (some: readonly string[], others: readonly string[]) =>
  [...some].sort().join() === [...others].sort().join();

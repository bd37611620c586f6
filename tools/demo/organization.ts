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
import { CommandFailure } from "./reason";
import { accountsTable, count } from "./tables";

const CONNECTOR = "ecs-connector";
const DELEGATION = "org-delegation";

/**
 * Runs the demo of an organization: the connector in a member account, the delegation in the management account.
 *
 * @param folder for everything that it writes
 * @returns whether everything held
 */
export async function runOrganizationDemo(folder: string): Promise<boolean> {
  const began = Date.now();
  progress.heading("An AWS organization for the demo");
  await progress.step(`${engineTitle()} and its AWS provider are here`, () => requireTools());
  const emulator = await progress.step("AWS emulator (moto) on 127.0.0.1", () =>
    startAwsEmulator({ organizations: true }),
  );
  try {
    const organization = await progress.step("organization with five accounts and two units", () =>
      DemoOrganization.make(emulator),
    );
    const holds = await visit(organization, folder);
    progress.heading(holds ? "Everything held" : "Not everything held: see FAILED above");
    progress.text(
      `  One organization in ${seconds(began)}. The same against a real one: README.md, section “An organization”.`,
    );
    return holds;
  } finally {
    await emulator.stop();
  }
}

async function visit(organization: DemoOrganization, folder: string): Promise<boolean> {
  progress.heading(`${CONNECTOR} and ${DELEGATION}, for the unit workloads`);
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
    const claims = [
      await checkRoles(organization, ["shop", "payments"], "the unit and the one below have it"),
      await checkAssuming(organization, stacks),
      await checkPlans(stacks),
    ];
    await progress.step("sandbox joins the unit, shop leaves it", async () => {
      await organization.move("sandbox", "workloads");
      await organization.move("shop", "root");
    });
    claims.push(await checkRoles(organization, ["payments", "sandbox"], "without a deployment"));
    claims.push(await checkPlans(stacks));
    await cdktf(cdktfArguments("destroy", CONNECTOR, DELEGATION));
    claims.push(await checkNothingLeft(organization, stacks));
    return claims.every(Boolean);
  } finally {
    for (const stack of stacks) stack.dispose();
  }
}

/** Whether exactly these accounts have the member role, and the management account its own. */
async function checkRoles(
  organization: DemoOrganization,
  members: readonly string[],
  why: string,
): Promise<boolean> {
  const views = await organization.look();
  progress.text(accountsTable(views));
  const having = (pattern: RegExp) =>
    views.filter(({ roles }) => roles.some((role) => pattern.test(role))).map(({ name }) => name);
  const holds =
    same(having(/^apono-member-role-/), members) &&
    same(having(/^apono-management-role-/), ["management"]);
  progress.verdict(holds, `the member role is in ${members.join(" and ")}: ${why}`);
  return holds;
}

async function checkAssuming(
  organization: DemoOrganization,
  [connector, delegation]: readonly Terraform[],
): Promise<boolean> {
  const connectorRole = String((await connector!.output())["connector_role_arn"]);
  const outputs = await delegation!.output();
  const views = await organization.look();
  const targets = [
    String(outputs["management_account_role_arn"]),
    ...views
      .filter(({ roles }) => roles.includes(String(outputs["member_role_name"])))
      .map(({ id }) => String(outputs["member_role_arn_pattern"]).replace("*", id)),
  ];
  let holds = targets.length > 1;
  for (const target of targets) {
    const session = await organization.assume(connectorRole, target);
    const isThere = session.includes(`:${target.split(":")[4]}:assumed-role/`);
    progress.verdict(isThere, `the connector assumes ${target}`);
    holds &&= isThere;
  }
  progress.note(
    "the emulator lets everybody assume roles: what the trust policies refuse is worked out in the tests",
  );
  return holds;
}

async function checkPlans(stacks: readonly Terraform[]): Promise<boolean> {
  const found = await progress.step("terraform plan -detailed-exitcode, both stacks", async () => {
    const plans = [];
    for (const stack of stacks) plans.push(await stack.plan({ detailedExitcode: true }));
    return separateChanges(plans.flatMap(({ changes }) => changes));
  });
  progress.verdict(
    found.ours.length === 0,
    `planned again: ${count(found.ours.length, "change")} of ours`,
  );
  for (const change of found.ours) progress.text(`     ${change}`);
  return found.ours.length === 0;
}

async function checkNothingLeft(
  organization: DemoOrganization,
  stacks: readonly Terraform[],
): Promise<boolean> {
  const views: AccountView[] = await organization.look();
  const left = views.flatMap(({ name, roles }) => roles.map((role) => `${role} in ${name}`));
  for (const stack of stacks) left.push(...(await stack.stateList()));
  progress.verdict(left.length === 0, `destroyed: ${count(left.length, "thing")} left`);
  for (const name of left) progress.text(`     ${name}`);
  return left.length === 0;
}

const same = (some: readonly string[], others: readonly string[]) =>
  [...some].sort().join() === [...others].sort().join();

import { clientConfig, startAwsEmulator } from "../../test/kit/aws-emulator";
import { engineTitle } from "../../test/kit/engines/current";
import { DEMO_API_TOKEN, type DemoApono, startDemoApono } from "./apono";
import type { DemoOptions } from "./arguments";
import { separateChanges } from "../emulator-differences";
import { AwsView, type Made } from "../aws-view";
import { DEMO_TOKEN, Deployment, STACK } from "./deployment";
import { requireTools } from "./preflight";
import { progress, seconds } from "./progress";
import { needles, searchFolder } from "../../test/kit/token-search";
import { type DemoNetwork, SUBNET_SPECS, type SubnetKind, createDemoNetwork } from "./subnets";
import { type PlannedSubnet, count, egressTable, resourcesTable } from "./tables";

/**
 * Runs the whole demo.
 *
 * @param folder for all files of the demo
 * @param kinds of subnets to plan for; the first is deployed into
 * @returns whether all checks passed
 */
export async function runDemo(folder: string, { kinds }: DemoOptions): Promise<boolean> {
  const startedAt = Date.now();
  progress.heading("Start an emulated AWS account and Apono");
  await progress.step(`check ${engineTitle()} and its AWS provider`, () => requireTools());
  const emulator = await progress.step("start the AWS emulator (moto) on 127.0.0.1", () =>
    startAwsEmulator(),
  );
  try {
    const apono = await progress.step("start the emulated Apono API on 127.0.0.1", () =>
      startDemoApono(emulator),
    );
    try {
      const { subnets } = await progress.step(
        "create a VPC with a public, a private and an implicit subnet",
        () => createDemoNetwork(emulator.endpoint),
      );
      const [kind = "public"] = kinds;
      const deployment = new Deployment({ kind, subnetId: subnets[kind], folder, apono });
      const view = new AwsView(() => clientConfig(emulator.endpoint));
      try {
        const planned = await planSubnets(deployment, kinds, subnets);
        const asExpected = planned.map(checkEgress);
        const deployed = await deployAndCheck(deployment, planned[0]!, folder, apono, view);
        const allPassed = [...asExpected, deployed.passed].every(Boolean);
        summarize(planned, deployed.created, allPassed, startedAt);
        return allPassed;
      } finally {
        view.close();
        deployment.dispose();
      }
    } finally {
      await apono.stop();
    }
  } finally {
    await emulator.stop();
  }
}

/** Plans the stack for each kind of subnet. */
async function planSubnets(
  deployment: Deployment,
  kinds: readonly SubnetKind[],
  subnets: DemoNetwork["subnets"],
): Promise<PlannedSubnet[]> {
  progress.heading(`Plan of ${STACK} for ${count(kinds.length, "subnet")}`);
  await progress.step("cdktf synth, terraform init", () => deployment.synth());
  const planned: PlannedSubnet[] = [];
  for (const kind of kinds) {
    const subnetId = subnets[kind];
    const outputs = await progress.step(`terraform plan for the ${kind} subnet ${subnetId}`, () =>
      deployment.outputsFor(subnetId),
    );
    planned.push(describe(kind, subnetId, outputs));
  }
  return planned;
}

interface CheckedDeployment {
  readonly created: Made;
  readonly passed: boolean;
}

/** Deploys, checks and destroys. */
async function deployAndCheck(
  deployment: Deployment,
  { kind, subnetId, publicIp }: PlannedSubnet,
  folder: string,
  apono: DemoApono,
  view: AwsView,
): Promise<CheckedDeployment> {
  const stacks = deployment.stacks.join(" ");
  progress.heading(`Deploy ${stacks} into the ${kind} subnet ${subnetId}`);
  await progress.step(`cdktf deploy ${stacks} --auto-approve`, () => deployment.deploy());
  const outputs = await deployment.outputs();
  const created = await view.made(outputs, DEMO_TOKEN);
  progress.verdict(created.publicIp === publicIp, `public IP as planned: ${created.publicIp}`);
  const checks = [
    created.publicIp === publicIp,
    await checkStatus(deployment),
    checkIntegration(apono),
    await checkPlan(deployment),
    checkTokens(deployment, folder, created),
  ];
  await progress.step(
    `cdktf destroy ${stacks} --auto-approve (without the connector's token)`,
    () => deployment.destroy(),
  );
  checks.push(await checkNothingLeft(deployment, view, String(outputs["name_suffix"]), apono));
  return { created, passed: checks.every(Boolean) };
}

function describe(
  kind: SubnetKind,
  subnetId: string,
  outputs: Readonly<Record<string, unknown>>,
): PlannedSubnet {
  const egress = outputs["egress"] as Readonly<Record<string, string>> | undefined;
  return {
    kind,
    subnetId,
    routeTable: SUBNET_SPECS[kind].explicit ? "its own" : "the VPC's main one",
    egress: egress?.[subnetId] ?? "not found",
    publicIp: outputs["assign_public_ip"] === true,
  };
}

function checkEgress({ kind, egress, publicIp }: PlannedSubnet): boolean {
  const wanted = SUBNET_SPECS[kind];
  const passed = egress === wanted.route && publicIp === wanted.publicIp;
  progress.verdict(passed, `${kind}: default route to ${egress}, so public IP ${publicIp}`);
  return passed;
}

async function checkStatus(deployment: Deployment): Promise<boolean> {
  const { code, stdout, stderr } = await progress.step("apono-connector status --wait", () =>
    deployment.status(),
  );
  progress.verdict(code === 0, "connector status from Apono's API:");
  const lines = `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
  for (const line of lines) progress.text(`     ${line}`);
  return code === 0;
}

function checkIntegration({ api, mirrors }: DemoApono): boolean {
  if (mirrors === undefined) {
    progress.note(
      "integration skipped: the provider apono-io/apono is not available from a mirror or the registry, and Go is not installed (needed for a substitute)",
    );
    return true;
  }
  const [created] = api.integrations.all;
  progress.verdict(created !== undefined, `integration in Apono: ${created?.name ?? "none"}`);
  return created !== undefined;
}

async function checkPlan(deployment: Deployment): Promise<boolean> {
  const { differences, ours } = await progress.step("terraform plan -detailed-exitcode", async () =>
    separateChanges(await deployment.planAgain()),
  );
  progress.verdict(ours.length === 0, `second plan: ${count(ours.length, "change")}`);
  for (const change of ours) progress.text(`     ${change}`);
  for (const difference of differences) progress.note(difference);
  return ours.length === 0;
}

function checkTokens(deployment: Deployment, folder: string, created: Made): boolean {
  const wanted = [...needles(DEMO_TOKEN), ...needles(DEMO_API_TOKEN)];
  const files = searchFolder(folder, wanted);
  const texts = Object.entries({
    "output of the commands": deployment.commandOutput,
    "task definition": created.taskDefinition,
  });
  const leaks = texts.filter(([, text]) => wanted.some((needle) => text.includes(needle)));
  const found = [...files.hits, ...leaks.map(([name]) => name)];
  const searched = files.read + texts.length;
  progress.verdict(created.secretHoldsToken, "the secret contains the token");
  progress.verdict(
    found.length === 0,
    `tokens found ${count(found.length, "time")} outside the secret (${searched} files and outputs searched)`,
  );
  for (const name of found) progress.text(`     found in ${name}`);
  return found.length === 0 && created.secretHoldsToken;
}

async function checkNothingLeft(
  deployment: Deployment,
  view: AwsView,
  suffix: string,
  { api }: DemoApono,
): Promise<boolean> {
  const kept = await view.deregister(suffix);
  progress.note(
    `deregistered ${count(kept, "task definition")} that Terraform keeps for a rollback`,
  );
  const left = [
    ...(await deployment.resources()),
    ...(await view.named(suffix)),
    ...api.integrations.all.map(({ name }) => `the integration ${name}`),
  ];
  progress.verdict(left.length === 0, `destroy: ${count(left.length, "resource")} left`);
  for (const name of left) progress.text(`     ${name}`);
  return left.length === 0;
}

function summarize(
  planned: readonly PlannedSubnet[],
  created: Made,
  allPassed: boolean,
  startedAt: number,
): void {
  progress.heading("Egress and public IP of each subnet");
  progress.text(egressTable(planned));
  progress.heading(`Created resources, read through the AWS API (${planned[0]!.kind} subnet)`);
  progress.text(resourcesTable(created));
  progress.heading(allPassed ? "All checks passed" : "Some checks failed: see FAILED above");
  progress.text(
    `  ${count(planned.length, "plan")} and a deployment took ${seconds(startedAt)}. ` +
      "To deploy into a real account, see “A real account” in README.md.",
  );
}

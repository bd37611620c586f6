import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { clientConfig, startAwsEmulator } from "../sandbox/aws-emulator";
import { engineTitle } from "../sandbox/engines/current";
import type { Env } from "../sandbox/processes";
import type { DemoOptions } from "./arguments";
import { sortChanges } from "../tools/artefacts";
import { AwsView } from "../tools/aws-view";
import { DEMO_TOKEN, Deployment, STACK } from "./deployment";
import { requireTools } from "./preflight";
import { progress, seconds } from "./progress";
import { needles, searchFolder } from "../sandbox/token-search";
import { type DemoNetwork, RECIPES, type SubnetKind, makeDemoNetwork } from "./subnets";
import { type Finding, count, derivationTable, madeTable } from "./tables";

/**
 * Runs the whole demo.
 *
 * @param folder for everything that it writes
 * @returns whether everything held
 */
export async function runDemo(folder: string, { kinds }: DemoOptions): Promise<boolean> {
  const began = Date.now();
  progress.heading("An AWS account for the demo");
  await progress.step(`${engineTitle()} and its AWS provider are here`, () => requireTools());
  const emulator = await progress.step("AWS emulator (moto) on 127.0.0.1", () =>
    startAwsEmulator(),
  );
  const view = new AwsView(() => clientConfig(emulator.endpoint));
  try {
    const network = await progress.step("VPC with a public, a private and an implicit subnet", () =>
      makeDemoNetwork(emulator.endpoint),
    );
    const visits: Visit[] = [];
    for (const kind of kinds) {
      visits.push(await visit(kind, network, join(folder, kind), emulator.env, view));
    }
    const allHold = visits.every(({ holds }) => holds);
    summarize(
      visits.map(({ finding }) => finding),
      allHold,
      began,
    );
    return allHold;
  } finally {
    view.close();
    await emulator.stop();
  }
}

interface Visit {
  readonly finding: Finding;
  readonly holds: boolean;
}

/** Deploys into one kind of subnet, looks at everything, destroys. */
async function visit(
  kind: SubnetKind,
  { subnets }: DemoNetwork,
  folder: string,
  awsEnv: Env,
  view: AwsView,
): Promise<Visit> {
  const subnetId = subnets[kind];
  progress.heading(`${STACK} in the ${kind} subnet ${subnetId}`);
  mkdirSync(folder);
  const deployment = new Deployment({ kind, subnetId, folder, awsEnv });
  try {
    await progress.step(`cdktf deploy ${STACK} --auto-approve`, () => deployment.deploy());
    const outputs = await deployment.outputs();
    const finding = describe(kind, subnetId, outputs, await view.made(outputs, DEMO_TOKEN));
    const claims = [
      checkDerivation(finding),
      await checkPlan(deployment),
      checkToken(deployment, folder, finding),
    ];
    await progress.step(`cdktf destroy ${STACK} --auto-approve (no token given)`, () =>
      deployment.destroy(),
    );
    claims.push(await checkNothingLeft(deployment, view, String(outputs["name_suffix"])));
    return { finding, holds: claims.every(Boolean) };
  } finally {
    deployment.dispose();
  }
}

function describe(
  kind: SubnetKind,
  subnetId: string,
  outputs: Readonly<Record<string, unknown>>,
  made: Finding["made"],
): Finding {
  const egress = outputs["egress"] as Readonly<Record<string, string>>;
  return {
    kind,
    subnetId,
    routeTable: RECIPES[kind].explicit ? "its own" : "the VPC's main one",
    egress: egress[subnetId] ?? "nothing found",
    publicIp: outputs["assign_public_ip"] === true,
    made,
  };
}

function checkDerivation({ kind, egress, publicIp, made }: Finding): boolean {
  const wanted = RECIPES[kind];
  const holds =
    egress === wanted.route && publicIp === wanted.publicIp && made.publicIp === wanted.publicIp;
  progress.verdict(holds, `derived: default route to ${egress}, so public IP ${publicIp}`);
  return holds;
}

async function checkPlan(deployment: Deployment): Promise<boolean> {
  const { artefacts, ours } = await progress.step("terraform plan -detailed-exitcode", async () =>
    sortChanges(await deployment.planAgain()),
  );
  progress.verdict(ours.length === 0, `planned again: ${count(ours.length, "change")} of ours`);
  for (const change of ours) progress.text(`     ${change}`);
  for (const artefact of artefacts) progress.note(artefact);
  return ours.length === 0;
}

function checkToken(deployment: Deployment, folder: string, { made }: Finding): boolean {
  const wanted = needles(DEMO_TOKEN);
  const files = searchFolder(folder, wanted);
  const texts = Object.entries({
    "output of the commands": deployment.commandOutput,
    "task definition": made.taskDefinition,
  });
  const leaks = texts.filter(([, text]) => wanted.some((needle) => text.includes(needle)));
  const found = [...files.hits, ...leaks.map(([name]) => name)];
  const searched = files.read + texts.length;
  progress.verdict(
    found.length === 0 && made.secretHoldsToken,
    `the secret holds the token; state, synthesized files, task definition and output hold it ` +
      `${count(found.length, "time")} (${searched} searched)`,
  );
  for (const name of found) progress.text(`     found in ${name}`);
  return found.length === 0 && made.secretHoldsToken;
}

async function checkNothingLeft(
  deployment: Deployment,
  view: AwsView,
  suffix: string,
): Promise<boolean> {
  const kept = await view.deregister(suffix);
  progress.note(`${count(kept, "task definition")} stayed for a rollback; now deregistered, too`);
  const left = [...(await deployment.resources()), ...(await view.named(suffix))];
  progress.verdict(left.length === 0, `destroyed: ${count(left.length, "thing")} left`);
  for (const name of left) progress.text(`     ${name}`);
  return left.length === 0;
}

function summarize(findings: readonly Finding[], allHold: boolean, began: number): void {
  progress.heading("What the derivation found");
  progress.text(derivationTable(findings));
  const [first] = findings;
  if (first) {
    progress.heading(
      `What was made, read through the AWS API (${first.kind} subnet; the others likewise)`,
    );
    progress.text(madeTable(first));
  }
  progress.heading(allHold ? "Everything held" : "Not everything held: see FAILED above");
  progress.text(
    `  ${count(findings.length, "deployment")} in ${seconds(began)}. ` +
      "The same against a real account: README.md, section “A real account”.",
  );
}

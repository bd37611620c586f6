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
import { type DemoNetwork, RECIPES, type SubnetKind, makeDemoNetwork } from "./subnets";
import { type Finding, count, derivationTable, madeTable } from "./tables";

/**
 * Runs the whole demo.
 *
 * @param folder for everything that it writes
 * @param kinds of subnets to plan for; the first is deployed into
 * @returns whether everything held
 */
export async function runDemo(folder: string, { kinds }: DemoOptions): Promise<boolean> {
  const began = Date.now();
  progress.heading("An AWS account and an Apono for the demo");
  await progress.step(`${engineTitle()} and its AWS provider are here`, () => requireTools());
  const emulator = await progress.step("AWS emulator (moto) on 127.0.0.1", () =>
    startAwsEmulator(),
  );
  try {
    const apono = await progress.step("Apono's API on 127.0.0.1", () => startDemoApono(emulator));
    try {
      const { subnets } = await progress.step(
        "VPC with a public, a private and an implicit subnet",
        () => makeDemoNetwork(emulator.endpoint),
      );
      const [kind = "public"] = kinds;
      const deployment = new Deployment({ kind, subnetId: subnets[kind], folder, apono });
      const view = new AwsView(() => clientConfig(emulator.endpoint));
      try {
        const findings = await plans(deployment, kinds, subnets);
        const planned = findings.map(checkDerivation);
        const visited = await visit(deployment, findings[0]!, folder, apono, view);
        const allHold = [...planned, visited.holds].every(Boolean);
        summarize(findings, visited.made, allHold, began);
        return allHold;
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

/** What the stack comes to in each kind of subnet. */
async function plans(
  deployment: Deployment,
  kinds: readonly SubnetKind[],
  subnets: DemoNetwork["subnets"],
): Promise<Finding[]> {
  progress.heading(`What ${STACK} comes to in ${count(kinds.length, "subnet")}`);
  await progress.step("cdktf synth, terraform init", () => deployment.synth());
  const findings: Finding[] = [];
  for (const kind of kinds) {
    const subnetId = subnets[kind];
    const outputs = await progress.step(`terraform plan for the ${kind} subnet ${subnetId}`, () =>
      deployment.outputsFor(subnetId),
    );
    findings.push(describe(kind, subnetId, outputs));
  }
  return findings;
}

interface Visit {
  readonly made: Made;
  readonly holds: boolean;
}

/** Deploys, looks at everything, destroys. */
async function visit(
  deployment: Deployment,
  { kind, subnetId, publicIp }: Finding,
  folder: string,
  apono: DemoApono,
  view: AwsView,
): Promise<Visit> {
  const stacks = deployment.stacks.join(" ");
  progress.heading(`${stacks} in the ${kind} subnet ${subnetId}`);
  await progress.step(`cdktf deploy ${stacks} --auto-approve`, () => deployment.deploy());
  const outputs = await deployment.outputs();
  const made = await view.made(outputs, DEMO_TOKEN);
  progress.verdict(made.publicIp === publicIp, `made as planned: public IP ${made.publicIp}`);
  const claims = [
    made.publicIp === publicIp,
    await checkStatus(deployment),
    checkIntegration(apono),
    await checkPlan(deployment),
    checkTokens(deployment, folder, made),
  ];
  await progress.step(`cdktf destroy ${stacks} --auto-approve (no connector's token given)`, () =>
    deployment.destroy(),
  );
  claims.push(await checkNothingLeft(deployment, view, String(outputs["name_suffix"]), apono));
  return { made, holds: claims.every(Boolean) };
}

function describe(
  kind: SubnetKind,
  subnetId: string,
  outputs: Readonly<Record<string, unknown>>,
): Finding {
  const egress = outputs["egress"] as Readonly<Record<string, string>> | undefined;
  return {
    kind,
    subnetId,
    routeTable: RECIPES[kind].explicit ? "its own" : "the VPC's main one",
    egress: egress?.[subnetId] ?? "nothing found",
    publicIp: outputs["assign_public_ip"] === true,
  };
}

function checkDerivation({ kind, egress, publicIp }: Finding): boolean {
  const wanted = RECIPES[kind];
  const holds = egress === wanted.route && publicIp === wanted.publicIp;
  progress.verdict(holds, `${kind}: default route to ${egress}, so public IP ${publicIp}`);
  return holds;
}

async function checkStatus(deployment: Deployment): Promise<boolean> {
  const { code, stdout, stderr } = await progress.step("apono-connector status --wait", () =>
    deployment.status(),
  );
  progress.verdict(code === 0, "connected, says Apono's API:");
  const lines = `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
  for (const line of lines) progress.text(`     ${line}`);
  return code === 0;
}

function checkIntegration({ api, mirrors }: DemoApono): boolean {
  if (mirrors === undefined) {
    progress.note(
      "no integration in Apono: the provider apono-io/apono is neither in a mirror nor in the registry, and there is no Go to build a stand-in",
    );
    return true;
  }
  const [made] = api.integrations.all;
  progress.verdict(made !== undefined, `integration in Apono: ${made?.name ?? "none"}`);
  return made !== undefined;
}

async function checkPlan(deployment: Deployment): Promise<boolean> {
  const { differences, ours } = await progress.step("terraform plan -detailed-exitcode", async () =>
    separateChanges(await deployment.planAgain()),
  );
  progress.verdict(ours.length === 0, `planned again: ${count(ours.length, "change")} of ours`);
  for (const change of ours) progress.text(`     ${change}`);
  for (const difference of differences) progress.note(difference);
  return ours.length === 0;
}

function checkTokens(deployment: Deployment, folder: string, made: Made): boolean {
  const wanted = [...needles(DEMO_TOKEN), ...needles(DEMO_API_TOKEN)];
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
    `the secret holds the token; states, synthesized files, task definition and output hold it and the ` +
      `API token ${count(found.length, "time")} (${searched} searched)`,
  );
  for (const name of found) progress.text(`     found in ${name}`);
  return found.length === 0 && made.secretHoldsToken;
}

async function checkNothingLeft(
  deployment: Deployment,
  view: AwsView,
  suffix: string,
  { api }: DemoApono,
): Promise<boolean> {
  const kept = await view.deregister(suffix);
  progress.note(`${count(kept, "task definition")} stayed for a rollback; now deregistered, too`);
  const left = [
    ...(await deployment.resources()),
    ...(await view.named(suffix)),
    ...api.integrations.all.map(({ name }) => `the integration ${name}`),
  ];
  progress.verdict(left.length === 0, `destroyed: ${count(left.length, "thing")} left`);
  for (const name of left) progress.text(`     ${name}`);
  return left.length === 0;
}

function summarize(
  findings: readonly Finding[],
  made: Made,
  allHold: boolean,
  began: number,
): void {
  progress.heading("What the derivation found");
  progress.text(derivationTable(findings));
  progress.heading(
    `What was made, read through the AWS API (${findings[0]!.kind} subnet; the others likewise)`,
  );
  progress.text(madeTable(made));
  progress.heading(allHold ? "Everything held" : "Not everything held: see FAILED above");
  progress.text(
    `  ${count(findings.length, "plan")} and a deployment in ${seconds(began)}. ` +
      "The same against a real account: README.md, section “A real account”.",
  );
}

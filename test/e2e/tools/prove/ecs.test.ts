import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../../kit/aws-emulator";
import { ec2Client } from "../../../kit/network";
import { cleanUp } from "../../../kit/processes";
import { AwsView } from "../../../../tools/aws-view";
import { RunFolder } from "../../../../tools/prove/run-folder";
import { Prove, problemsOf, verdictsOf } from "../../../support/prove";

jest.setTimeout(1_200_000);

let emulator: AwsEmulator;
let prove: Prove;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  prove = new Prove(emulator.env);
});
afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** Names of all resources in the account that a run could leave. */
async function resources(): Promise<string[]> {
  const view = new AwsView(() => clientConfig(emulator.endpoint));
  const ec2 = ec2Client(emulator.endpoint);
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const names = await view.named("");
  view.close();
  ec2.destroy();
  return [...names, ...Vpcs.map(({ VpcId = "" }) => VpcId)].sort();
}

const ARGS = ["ecs", "--make-network"];

it("creates nothing without a terminal, unless --yes is given", async () => {
  const before = await resources();
  const { code, stdout, stderr } = await (await prove.start(ARGS)).done;
  expect([code, stderr.trim()]).toEqual([
    2,
    "Confirmation needs a terminal. Nothing was created. Fix: add --yes.",
  ]);
  expect(stdout).toContain(`Account ${emulator.accountId}, region us-east-1`);
  expect(stdout).toContain("a VPC with one public subnet");
  expect(stdout).toContain("Estimated cost");
  expect(await resources()).toEqual(before);
});

it("destroys what a killed run left, and its own resources when it is interrupted", async () => {
  const before = await resources();
  const killed = await prove.start([...ARGS, "--yes"]);
  await prove.logged("network-apply", "apply_complete");
  killed.kill("SIGKILL");
  await killed.done;
  expect(RunFolder.unfinished(prove.state)).toHaveLength(1);

  const stopped = await prove.start([...ARGS, "--yes", "--report", prove.reports]);
  await prove.logged("ecs-connector-apply", "apply_complete");
  expect((await resources()).length).toBeGreaterThan(before.length);
  // Sent to npm and the command, like a terminal does.
  stopped.kill("SIGINT");
  const { code, stdout, stderr } = await stopped.done;
  expect([code, stdout]).toEqual([
    130,
    expect.stringContaining("Destroying what is left from the run of"),
  ]);
  expect(stderr).toContain("Interrupted.");
  const { json } = prove.report("ecs");
  expect(json.interruptedBy).toBe("SIGINT");
  expect(verdictsOf(json)).toMatchObject({
    prepare: "PASS",
    deploy: "UNKNOWN",
    rotate: "UNKNOWN",
    destroy: "PASS",
  });
  expect(await resources()).toEqual(before);
  expect(RunFolder.unfinished(prove.state)).toEqual([]);
});

it("reports every step, as UNKNOWN where an emulator can't prove it, and leaves nothing", async () => {
  const before = await resources();
  const run = await prove.start([...ARGS, "--yes", "--report", prove.reports]);
  const { code, stdout, stderr } = await run.done;
  expect([code, code === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
  const { json, markdown } = prove.report("ecs");
  expect(problemsOf(json)).toEqual([]);
  expect(verdictsOf(json)).toEqual({
    prepare: "PASS",
    doctor: "PASS",
    deploy: "PASS",
    "created-resources": "PASS",
    "token-at-rest": "PASS",
    steady: "UNKNOWN",
    healthy: "UNKNOWN",
    connected: "UNKNOWN",
    "plan-again": "UNKNOWN",
    "role-can": "UNKNOWN",
    "role-cannot": "UNKNOWN",
    rotate: "PASS",
    rollback: "UNKNOWN",
    destroy: "PASS",
  });
  for (const { title, expected, seen } of json.steps) {
    for (const text of [title, `expected: ${expected}`, `seen:     ${seen}`])
      expect(stdout).toContain(text);
    expect(markdown).toContain(title);
  }
  expect(markdown).toContain("An emulator answered");
  expect(json.emulator).toBe(emulator.endpoint);
  expect(await resources()).toEqual(before);
});

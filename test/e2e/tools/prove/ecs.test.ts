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

/** Everything in the account that a run could leave. */
async function things(): Promise<string[]> {
  const view = new AwsView(() => clientConfig(emulator.endpoint));
  const ec2 = ec2Client(emulator.endpoint);
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const names = await view.named("");
  view.close();
  ec2.destroy();
  return [...names, ...Vpcs.map(({ VpcId = "" }) => VpcId)].sort();
}

const ARGS = ["ecs", "--make-network"];

it("makes nothing without a terminal to ask on, unless told to", async () => {
  const before = await things();
  const { code, stdout, stderr } = await (await prove.start(ARGS)).done;
  expect([code, stderr.trim()]).toEqual([
    2,
    "There is no terminal to ask on, and nothing was made. Fix: add --yes.",
  ]);
  expect(stdout).toContain(`Account ${emulator.accountId}, region us-east-1`);
  expect(stdout).toContain("a VPC with one public subnet");
  expect(stdout).toContain("as an estimate");
  expect(await things()).toEqual(before);
});

it("destroys what a killed run left, then what it made itself when it is broken off", async () => {
  const before = await things();
  const killed = await prove.start([...ARGS, "--yes"]);
  await prove.logged("network-apply", "apply_complete");
  killed.kill("SIGKILL");
  await killed.done;
  expect(RunFolder.unfinished(prove.state)).toHaveLength(1);

  const stopped = await prove.start([...ARGS, "--yes", "--report", prove.reports]);
  await prove.logged("ecs-connector-apply", "apply_complete");
  expect((await things()).length).toBeGreaterThan(before.length);
  // To npm and the command, as a terminal does it.
  stopped.kill("SIGINT");
  const { code, stdout, stderr } = await stopped.done;
  expect([code, stdout]).toEqual([130, expect.stringContaining("Destroying what the run of")]);
  expect(stderr).toContain("Broken off (SIGINT)");
  const { json } = prove.report("ecs");
  expect(json.brokenOff).toBe("SIGINT");
  expect(verdictsOf(json)).toMatchObject({
    prepare: "PASS",
    deploy: "COULD NOT TELL",
    rotate: "COULD NOT TELL",
    destroy: "PASS",
  });
  expect(await things()).toEqual(before);
  expect(RunFolder.unfinished(prove.state)).toEqual([]);
});

it("tells every step, never counts as shown what an emulator can't show, and leaves nothing", async () => {
  const before = await things();
  const run = await prove.start([...ARGS, "--yes", "--report", prove.reports]);
  const { code, stdout, stderr } = await run.done;
  expect([code, code === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
  const { json, markdown } = prove.report("ecs");
  expect(problemsOf(json)).toEqual([]);
  expect(verdictsOf(json)).toEqual({
    prepare: "PASS",
    doctor: "PASS",
    deploy: "PASS",
    made: "PASS",
    "token-at-rest": "PASS",
    steady: "COULD NOT TELL",
    healthy: "COULD NOT TELL",
    connected: "COULD NOT TELL",
    "plan-again": "COULD NOT TELL",
    "role-can": "COULD NOT TELL",
    "role-cannot": "COULD NOT TELL",
    rotate: "PASS",
    rollback: "COULD NOT TELL",
    destroy: "PASS",
  });
  for (const { title, expected, seen } of json.steps) {
    for (const text of [title, `expected: ${expected}`, `seen:     ${seen}`])
      expect(stdout).toContain(text);
    expect(markdown).toContain(title);
  }
  expect(markdown).toContain("An emulator answered");
  expect(json.emulator).toBe(emulator.endpoint);
  expect(await things()).toEqual(before);
});

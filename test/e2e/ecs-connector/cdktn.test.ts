import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { cdktfArguments } from "../../kit/cdktf";
import { cdktnProject } from "../../kit/cdktn";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { Cdktf } from "../../support/cdktf";
import { EcsDeployment } from "../../support/ecs-deployment";

jest.setTimeout(600_000);

const STACK = "ecs-connector";

let emulator: AwsEmulator;
let ec2: EC2Client;
let inputs: Record<string, string>;
let deployment: EcsDeployment;
/** Both with the same state and the same `cdktf.out`, as where a user moves. */
let cdktf: Cdktf;
let cdktn: Cdktf;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "internet-gateway" });
  inputs = { TF_VAR_APONO_TOKEN: "token", TF_VAR_subnetIds: JSON.stringify([subnetId]) };
  deployment = new EcsDeployment(emulator.endpoint, "da765cca");
  const folder = tempDir("cdktn-");
  cdktf = new Cdktf(folder, emulator.env);
  cdktn = new Cdktf(folder, emulator.env, [], await cdktnProject(join(folder, "project")));
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

/** What Terraform would change of what was synthesized last. */
async function changes(env: Record<string, string>) {
  const terraform = new Terraform(cdktf.stackFolder(STACK), { env: emulator.env });
  return withoutEmulatorDifferences((await terraform.plan({ env })).changes);
}

test("a deployment by cdktf has no changes under cdktn", async () => {
  await cdktf.run("deploy", STACK, inputs);
  await cdktn.runWith(["synth"], {});
  expect(await changes(inputs)).toEqual([]);
});

test("one by cdktn, although variables have null as their default, has none under cdktf", async () => {
  const more = { ...inputs, TF_VAR_numberOfInstances: "2" };
  await cdktn.runWith([...cdktfArguments("deploy", STACK), "--skip-synth"], more);
  expect((await deployment.service()).service.desiredCount).toBe(2);
  await cdktf.runWith(["synth"], {});
  expect(await changes(more)).toEqual([]);
});

/** https://github.com/open-constructs/cdk-terrain/issues/361: where this fails, it is mended: the guide says otherwise. */
test("a deployment that fails under cdktn is told, and then a stack trace", async () => {
  const bad = { ...inputs, TF_VAR_subnetIds: '["subnet-zz"]' };
  const { code, stdout, stderr } = await cdktn.run("deploy", STACK, bad, false);
  expect(code).toBe(1);
  expect(stripVTControlCharacters(stdout)).toContain('"subnet-zz" is not a valid subnet ID.');
  expect(stderr).toContain("UnhandledPromiseRejection");
});

test("cdktn destroys", async () => {
  await cdktn.run("destroy", STACK, inputs);
  const { clusters, roles, secrets } = await deployment.existing();
  expect({ clusters, roles, secrets }).toEqual({ clusters: [], roles: [], secrets: [] });
});

import { CreateClusterCommand, ECSClient } from "@aws-sdk/client-ecs";
import type { EC2Client } from "@aws-sdk/client-ec2";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../../../kit/network";
import { cleanUp } from "../../../kit/processes";
import { withoutEmulatorDifferences } from "../../../kit/emulator-differences";
import { type Terraform, diagnosticMessages } from "../../../kit/terraform";
import { moduleAsRoot } from "../../../support/deployment";

/** IAM tells a new role to other services within seconds, and what asks for it before is refused. */
jest.setTimeout(600_000);

/** For how long ECS does not know a new role. */
const UNKNOWN_MS = 8000;

let emulator: AwsEmulator;
let proxy: FaultProxy;
let ec2: EC2Client;
let terraform: Terraform;
let vars: Record<string, unknown>;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  proxy = await startFaultProxy(emulator.endpoint);
  ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  vars = { subnetIds: [subnetId], aponoToken: "token" };
  terraform = moduleAsRoot("ecs-connector", emulatorEnv(proxy.endpoint));
  await terraform.init();
});

afterEach(() => proxy.reset());

afterAll(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

/** Refuses a call of ECS while a role is new. */
function refuseWhileNew(action: string, type: string, message: string): void {
  const isNew = () => {
    const made = proxy.calls.findLast(({ action: each }) => each === "CreateRole");
    return made !== undefined && Date.now() - made.at.getTime() < UNKNOWN_MS;
  };
  proxy.failOnce({
    action,
    where: isNew,
    status: 400,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify({ __type: type, message }),
  });
}

test("the first apply goes through, though ECS does not know the roles for the first seconds", async () => {
  refuseWhileNew("RegisterTaskDefinition", "ClientException", "Role is not valid");
  proxy.failOnce({
    action: "CreateService",
    status: 400,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify({
      __type: "InvalidParameterException",
      message:
        "Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
    }),
  });
  await terraform.apply({ vars });
  expect(proxy.counts()).toMatchObject({ RegisterTaskDefinition: 1, CreateService: 2 });
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
  await terraform.destroy({ vars });
});

test("in a cluster that exists, the next apply mends what ECS refused", async () => {
  const { cluster } = await new ECSClient(clientConfig(emulator.endpoint)).send(
    new CreateClusterCommand({ clusterName: "main" }),
  );
  const inMain = { ...vars, clusterArn: cluster!.clusterArn };
  refuseWhileNew("RegisterTaskDefinition", "ClientException", "Role is not valid");
  const failed = await terraform.apply({ vars: inMain, check: false });
  expect(diagnosticMessages(failed).join()).toContain("ClientException: Role is not valid");
  await terraform.apply({ vars: inMain });
  expect(withoutEmulatorDifferences((await terraform.plan({ vars: inMain })).changes)).toEqual([]);
});

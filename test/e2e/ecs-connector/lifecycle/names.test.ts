import { DescribeClustersCommand, ECSClient } from "@aws-sdk/client-ecs";
import type { EC2Client } from "@aws-sdk/client-ec2";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../../kit/emulator-differences";
import { type FaultProxy, startFaultProxy } from "../../../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../../../kit/network";
import { cleanUp } from "../../../kit/processes";
import { type Terraform, diagnosticMessages } from "../../../kit/terraform";
import { moduleAsRoot } from "../../../support/deployment";

jest.setTimeout(600_000);

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

afterAll(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const denied = {
  status: 400,
  body: JSON.stringify({ __type: "AccessDeniedException", message: "denied" }),
};

test("a first apply in which a call on the log group or the security group is denied converges when run again", async () => {
  proxy.failOnce({ action: "PutRetentionPolicy", ...denied });
  proxy.failOnce({
    action: "AuthorizeSecurityGroupEgress",
    status: 403,
    body: "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>denied</Message></Error></Errors></Response>",
  });
  const { diagnostics } = await terraform.apply({ vars, check: false });
  expect(diagnostics.map(({ address }) => address).sort()).toEqual([
    "aws_cloudwatch_log_group.connector[0]",
    "aws_security_group.connector[0]",
  ]);
  await terraform.apply({ vars });
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
});

test("roles, secret, log group and security group can be replaced, though names can exist once", async () => {
  await terraform.apply({
    vars,
    args: [
      "aws_iam_role.connector[0]",
      "aws_iam_role.execution[0]",
      "aws_secretsmanager_secret.token[0]",
      "aws_cloudwatch_log_group.connector[0]",
      "aws_security_group.connector[0]",
    ].map((address) => `-replace=${address}`),
  });
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
});

test("a second state with the same names fails before it takes the first one's cluster over", async () => {
  const second = moduleAsRoot("ecs-connector", emulatorEnv(proxy.endpoint));
  await second.init();
  proxy.reset();
  const refused = await second.apply({ vars, check: false });
  expect(refused.exitCode).toBe(1);
  expect(diagnosticMessages(refused)).toContainEqual(
    expect.stringMatching(/^creating IAM Role \(apono-connector-role-[^]*EntityAlreadyExists/),
  );
  expect(proxy.counts()["CreateCluster"]).toBe(undefined);

  await second.destroy({ vars });
  const { clusters } = await new ECSClient(clientConfig(emulator.endpoint)).send(
    new DescribeClustersCommand({ clusters: ["apono-connector-ecscluster-da765cca"] }),
  );
  expect(clusters).toMatchObject([{ status: "ACTIVE" }]);
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
});

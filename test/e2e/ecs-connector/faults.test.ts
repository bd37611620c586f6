import { rmSync } from "node:fs";
import { join } from "node:path";
import { DescribeSecurityGroupsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../kit/aws-emulator";
import { isOpenTofu } from "../../kit/engines/current";
import { type Fault, type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, sleep } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { moduleAsRoot } from "../../support/deployment";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let proxy: FaultProxy;
let ec2: EC2Client;

beforeEach(async () => {
  emulator = await startAwsEmulator();
  proxy = await startFaultProxy(emulator.endpoint);
  ec2 = ec2Client(emulator.endpoint);
});

afterEach(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
});
afterAll(cleanUp);

/** Names of everything whose name could exist twice, or be left over. */
async function names(): Promise<string[]> {
  const client = clientConfig(emulator.endpoint);
  const { Roles: roles = [] } = await new IAMClient(client).send(new ListRolesCommand({}));
  const { SecretList: secrets = [] } = await new SecretsManagerClient(client).send(
    new ListSecretsCommand({}),
  );
  const { SecurityGroups: groups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  return [
    ...roles.map(({ RoleName }) => RoleName!),
    ...secrets.map(({ Name }) => Name!),
    ...groups.map(({ GroupName }) => GroupName!),
  ]
    .filter((name) => name.startsWith("apono"))
    .sort();
}

const ALL = [
  "apono-connector-execution-role-da765cca",
  "apono-connector-registry-credentials-da765cca",
  "apono-connector-role-da765cca",
  expect.stringMatching(/^apono-connector-sg-da765cca-\d+$/),
];

async function subject() {
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  const terraform = moduleAsRoot("ecs-connector", emulatorEnv(proxy.endpoint));
  await terraform.init();
  return { terraform, vars: { subnetIds: [subnetId], aponoToken: "token" } };
}

const refused: Pick<Fault, "status" | "body"> = {
  status: 400,
  body: JSON.stringify({ __type: "InvalidParameterException", message: "made to fail" }),
};

test.each<[string, Fault]>([
  ["RegisterTaskDefinition is refused", { action: "RegisterTaskDefinition", ...refused }],
  ["CreateService is refused", { action: "CreateService", ...refused }],
  ["PutSecretValue is refused", { action: "PutSecretValue", ...refused }],
])("an apply in which %s converges when run again", async (_what, fault) => {
  const { terraform, vars } = await subject();
  proxy.failOnce(fault);
  const broken = await terraform.apply({ vars, check: false });
  expect(broken.exitCode).toBe(1);

  await terraform.apply({ vars });
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
  expect(await names()).toEqual(ALL);
  expect(proxy.counts()["CreateCluster"]).toBe(1);
});

/**
 * Kills an apply while the one call that registers the task definition is on its way, and nothing else is: what is in
 * flight when Terraform dies, Terraform can't know of, whatever the module does.
 */
async function killHalfWay(signal: NodeJS.Signals) {
  const { terraform, vars } = await subject();
  const held = proxy.holdOnce({ action: "RegisterTaskDefinition" });
  const apply = await terraform.startApply({ vars });
  const call = await held;
  await untilQuiet();
  apply.kill(signal);
  if (signal === "SIGKILL") await apply.done;
  call.release();
  const { code } = await apply.done;
  expect(code).not.toBe(0);
  return { terraform, vars };
}

/** Waits until no call has come for two seconds. */
async function untilQuiet(): Promise<void> {
  for (let seen = -1; seen !== proxy.calls.length;) {
    seen = proxy.calls.length;
    await sleep(2000);
  }
}

/**
 * OpenTofu writes the state of a running apply down every 20 seconds, Terraform after every resource: what OpenTofu made
 * since is unknown to it when it is killed. https://opentofu.org/docs/cli/config/environment-variables/
 */
const SURVIVED = isOpenTofu() ? (["SIGINT"] as const) : (["SIGINT", "SIGKILL"] as const);

test.each(SURVIVED)(
  "an apply that is cut off by %s converges when run again, and nothing is made twice",
  async (signal) => {
    const { terraform, vars } = await killHalfWay(signal);
    expect(await names()).toEqual(ALL);

    await terraform.apply({ vars });
    expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
    expect(await names()).toEqual(ALL);
    expect(proxy.counts()["CreateSecret"]).toBe(1);
    await terraform.destroy({ vars: { subnetIds: vars.subnetIds } });
    expect(await names()).toEqual([]);
  },
);

test("after a SIGKILL nothing is made twice, even where the state tells nothing of it", async () => {
  const { terraform, vars } = await killHalfWay("SIGKILL");
  rmSync(join(terraform.folder, "terraform.tfstate"), { force: true });
  rmSync(join(terraform.folder, ".terraform.tfstate.lock.info"), { force: true });
  const again = await terraform.apply({ vars, check: false });
  expect(again.exitCode).toBe(1);
  const messages = diagnosticMessages(again);
  for (const [what, code] of [
    ["IAM Role", "EntityAlreadyExists"],
    ["Secrets Manager Secret", "ResourceExistsException"],
    ["CloudWatch Logs Log Group", "ResourceAlreadyExistsException"],
  ] as const)
    expect(messages).toContainEqual(
      expect.stringMatching(new RegExp(`^creating ${what} \\([^)]+\\): [^]*${code}`)),
    );
  // A security group's name is no clash, so that one can be replaced: it is the one thing that is made once more.
  const made = await names();
  expect(made.filter((name) => !name.startsWith("apono-connector-sg-"))).toEqual(ALL.slice(0, -1));
});

import { DeleteSubnetCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import {
  AttachRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../../kit/emulator-differences";
import { type FaultProxy, startFaultProxy } from "../../../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../../../kit/network";
import { cleanUp, run, sleep } from "../../../kit/processes";
import type { PlannedChange, Terraform } from "../../../kit/terraform";
import { moduleAsRoot } from "../../../support/deployment";
import { fromReadme, typed } from "../../../support/readme";
import { acts } from "../../../support/planned-acts";

jest.setTimeout(600_000);

const A = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const B = "arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess";
const CLUSTER = "apono-connector-ecscluster-da765cca";
const SERVICE = "apono-connector-ecsservice-da765cca";

let emulator: AwsEmulator;
let proxy: FaultProxy;
let ec2: EC2Client;
let terraform: Terraform;
let vars: Record<string, unknown>;

// One deployment, to which one thing after the other happens.
beforeAll(async () => {
  emulator = await startAwsEmulator();
  proxy = await startFaultProxy(emulator.endpoint);
  ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  vars = {
    subnetIds: [subnetId],
    aponoToken: "token",
    assignPublicIp: false,
    extraManagedPolicyArns: [A, B],
  };
  terraform = moduleAsRoot("ecs-connector", emulatorEnv(proxy.endpoint));
  await terraform.init();
  await terraform.apply({ vars });
});

afterAll(async () => {
  ec2.destroy();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const ecs = () => new ECSClient(clientConfig(emulator.endpoint));
const gone = (changes: readonly PlannedChange[]) =>
  acts(changes.filter(({ action }) => action === "delete" || action === "replace"));

const RoleName = "apono-connector-role-da765cca";
const iam = () => new IAMClient(clientConfig(emulator.endpoint));

async function attached(): Promise<(string | undefined)[]> {
  const { AttachedPolicies = [] } = await iam().send(
    new ListAttachedRolePoliciesCommand({ RoleName }),
  );
  return AttachedPolicies.map(({ PolicyArn }) => PolicyArn);
}

test("where assignPublicIp is set, no route table is read: a denied ec2:DescribeRouteTables stops nothing", async () => {
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
  expect(proxy.counts()["DescribeRouteTables"]).toBe(undefined);
});

test("task definition, role and secret come before the first task, and roles before what takes time", () => {
  const order = proxy.calls.map(({ action }) => action);
  const last = (action: string) => order.lastIndexOf(action);
  for (const action of ["CreateRole", "PutRolePolicy", "AttachRolePolicy", "PutSecretValue"]) {
    expect(last(action)).toBeGreaterThan(-1);
    expect(last(action)).toBeLessThan(order.indexOf("RegisterTaskDefinition"));
  }
  // What adopts comes after what fails where a name is taken.
  for (const action of ["CreateRole", "CreateSecret", "CreateLogGroup"])
    expect(last(action)).toBeLessThan(order.indexOf("CreateCluster"));
});

test("another connectorId keeps the names, and replaces the task definition only", async () => {
  const { changes } = await terraform.plan({ vars: { ...vars, connectorId: "renamed" } });
  expect(gone(changes)).toEqual(["replace aws_ecs_task_definition.revision"]);
  expect(acts(changes)).toContain("update aws_iam_role.connector[0]");
});

test("an instance count that was changed outside is put back, or left alone", async () => {
  await ecs().send(
    new UpdateServiceCommand({ cluster: CLUSTER, service: SERVICE, desiredCount: 5 }),
  );
  const desired = (changes: readonly PlannedChange[]) =>
    changes.find(({ address }) => address === "aws_ecs_service.connector")?.after["desired_count"];
  expect(desired((await terraform.plan({ vars })).changes)).toBe(1);
  const { changes } = await terraform.plan({ vars: { ...vars, scaledOutside: true } });
  expect(withoutEmulatorDifferences(changes)).toEqual([]);
});

test("a policy that is taken off the list goes, and the others stay, however slow a call is", async () => {
  // By position, B would be detached as the second while it is attached as the first.
  const slow = proxy.holdOnce({
    action: "DetachRolePolicy",
    where: ({ body }) => body.includes("AmazonRDSReadOnlyAccess"),
  });
  void slow.then(async (call) => {
    await sleep(5000);
    call.release();
  });
  vars = { ...vars, extraManagedPolicyArns: [B] };
  await terraform.apply({ vars });
  expect(await attached()).toContain(B);
  expect(await attached()).not.toContain(A);
});

test("policies added by hand stay unseen, and exclusivePolicies takes them away, but not those of enableExecuteCommand", async () => {
  const inline = async () =>
    (await iam().send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames!.sort();
  const granted = { inline: await inline(), attached: await attached() };
  await iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn: A }));
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  });
  await iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: "by-hand", PolicyDocument }));
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
  const listed = await typed(
    terraform,
    fromReadme("ecs-connector", "role=apono-connector-role-").replace("0a1b2c3d", "da765cca"),
  );
  expect(listed.stdout).toContain('"by-hand"');
  expect(listed.stdout).toContain(A);

  const exclusive = { ...vars, exclusivePolicies: true, enableExecuteCommand: true };
  await terraform.apply({ vars: exclusive });
  expect(await attached()).toEqual(granted.attached);
  expect(await inline()).toEqual([...granted.inline, "apono-connector-execute-command"].sort());
  expect(withoutEmulatorDifferences((await terraform.plan({ vars: exclusive })).changes)).toEqual(
    [],
  );
  await terraform.apply({ vars });
  expect(await inline()).toEqual(granted.inline);
});

test("a state of before, with attachments by position and a task definition of its own, is taken over in place", async () => {
  const further = `aws_iam_role_policy_attachment.further["${B}"]`;
  for (const args of [
    ["state", "mv", further, "aws_iam_role_policy_attachment.extra[0]"],
    ["state", "mv", "aws_ecs_task_definition.revision", "aws_ecs_task_definition.connector"],
    ["state", "rm", "terraform_data.place", "terraform_data.vpc", "terraform_data.names"],
  ])
    expect(await terraform.run(args)).toMatchObject({ code: 0 });
  const { changes } = await terraform.plan({ vars });
  expect(gone(changes)).toEqual([]);
  expect(acts(withoutEmulatorDifferences(changes))).toEqual([
    "create aws_ecs_task_definition.revision",
    `create ${further}`,
    "create terraform_data.names",
    "create terraform_data.place",
    "create terraform_data.vpc",
    "forget aws_ecs_task_definition.connector",
    "forget aws_iam_role_policy_attachment.extra[0]",
    "update aws_ecs_service.connector",
  ]);
  await terraform.apply({ vars });
  expect(await attached()).toContain(B);
});

test("moving to another VPC makes the new security group before the service leaves the old one", async () => {
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  vars = { ...vars, subnetIds: [subnetId] };
  proxy.reset();
  await terraform.apply({ vars });
  const order = proxy.calls
    .map(({ action }) => action)
    .filter((action) =>
      ["CreateSecurityGroup", "UpdateService", "DeleteSecurityGroup"].includes(action),
    );
  expect(order).toEqual(["CreateSecurityGroup", "UpdateService", "DeleteSecurityGroup"]);
  const { services } = await ecs().send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: [SERVICE] }),
  );
  expect(services![0]!.networkConfiguration!.awsvpcConfiguration!.subnets).toEqual([subnetId]);
});

test("another account or region than the state's is refused, with both named", async () => {
  const { exitCode, diagnostics } = await terraform.plan({
    vars,
    env: { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-1" },
    args: ["-refresh=false"],
    check: false,
  });
  expect(exitCode).toBe(1);
  expect(diagnostics.map(({ detail }) => detail).join("\n")).toContain(
    "This state belongs to account 123456789012, region us-east-1, and Terraform runs with account 123456789012, region eu-west-1. Use the credentials and region that it was applied with. To move it, destroy it there first.",
  );
});

test("is destroyed after its subnet has gone, as the README says, and its revisions are cleaned up", async () => {
  const [subnetId] = vars["subnetIds"] as string[];
  await ec2.send(new DeleteSubnetCommand({ SubnetId: subnetId }));
  const refused = await terraform.destroy({ vars, check: false });
  expect(refused.exitCode).toBe(1);

  await typed(terraform, fromReadme("ecs-connector", "terraform destroy"), {
    TF_VAR_subnetIds: JSON.stringify(vars["subnetIds"]),
  });
  expect(await terraform.stateList()).toEqual([]);

  const cleaning = fromReadme("ecs-connector", "suffix=").replace("0a1b2c3d", "da765cca");
  expect(await typed(terraform, cleaning)).toMatchObject({ code: 0, stderr: "" });
  const left = await run(
    "aws",
    ["ecs", "list-task-definitions", "--status", "ACTIVE", "--output", "text"],
    { env: emulatorEnv(emulator.endpoint) },
  );
  expect(left.stdout.trim()).toBe("");
});

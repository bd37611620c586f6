import {
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
} from "@aws-sdk/client-ecs";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp } from "../../kit/processes";
import type { PlannedChange, Terraform } from "../../kit/terraform";
import { moduleAsRoot, pipeline } from "../../support/deployment";
import { acts } from "../../support/planned-acts";
import { stateAttributes } from "../../support/state-attributes";

jest.setTimeout(300_000);

const ACCOUNT = "123456789012";
const EXECUTION = `arn:aws:iam::${ACCOUNT}:role/team/start-tasks`;
const TASK = `arn:aws:iam::${ACCOUNT}:role/team/connector`;

let emulator: AwsEmulator;
let ec2: EC2Client;
let iam: IAMClient;
let terraform: Terraform;
let given: Record<string, unknown>;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  iam = new IAMClient(clientConfig(emulator.endpoint));
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  given = { subnetIds: [subnetId], aponoToken: "token" };
  terraform = moduleAsRoot("ecs-connector", emulator.env);
  await terraform.init();
  await terraform.apply({ vars: given });
});

afterAll(async () => {
  ec2.destroy();
  iam.destroy();
  await emulator.stop();
  cleanUp();
});

const ours = (changes: readonly PlannedChange[]) => acts(withoutEmulatorDifferences(changes));
const plan = async (vars: object) =>
  ours((await terraform.plan({ vars: { ...given, ...vars } })).changes);

const trusting = (...services: string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Service: services },
      Action: ["sts:TagSession", "sts:Assume*"],
    },
  });

const makeRole = (name: string, trust: string) =>
  iam.send(
    new CreateRoleCommand({ RoleName: name, Path: "/team/", AssumeRolePolicyDocument: trust }),
  );

test("roles of a deployment made before others could make them stay, and move", async () => {
  const addresses = [
    "aws_iam_role.connector",
    "aws_iam_role.execution",
    "aws_iam_role_policy.guardrails",
    "aws_iam_role_policy.execution",
    "aws_iam_role_policy_attachment.task_execution",
    "aws_iam_role_policy_attachment.execution",
  ];
  for (const address of addresses) await terraform.run(["state", "mv", `${address}[0]`, address]);
  expect(await plan({})).toEqual(addresses.map((address) => `move ${address}[0]`).sort());
  await terraform.apply({ vars: given });
  expect(await plan({})).toEqual([]);
});

test("a role made by others is refused for what reading it tells", async () => {
  const refused = (roles: object, message: string, more: object = {}) =>
    expect(plan({ roles, ...more })).rejects.toThrow(message);
  await refused({ taskRoleArn: TASK }, "couldn't find resource");
  await refused(
    { taskRoleArn: "arn:aws:iam::210987654321:role/connector" },
    `is not a role of account ${ACCOUNT}`,
  );
  await refused({ create: false }, "roles.create is false, and roles.taskRoleArn is not set.");
  await refused(
    { create: true, executionRoleArn: EXECUTION },
    "so two roles are chosen. Set only one of the two.",
  );
  await refused(
    { taskRoleArn: TASK },
    `permissionSets and roles.taskRoleArn ("${TASK}") are both set.`,
    { permissionSets: ["ec2-read"] },
  );

  await makeRole("connector", trusting("ec2.amazonaws.com"));
  const statement = `"Principal":{"Service":"ecs-tasks.amazonaws.com"}`;
  await refused({ taskRoleArn: TASK }, statement);
  await refused(
    { taskRoleArn: TASK.replace("/team/", "/") },
    `has the ARN ${TASK}, not "${TASK.replace("/team/", "/")}": the path counts.`,
  );
});

test("an execution role made by others takes the place of the module's own", async () => {
  await makeRole("start-tasks", trusting("ec2.amazonaws.com", "ecs-tasks.amazonaws.com"));
  expect(await plan({ roles: { executionRoleArn: EXECUTION } })).toEqual([
    "delete aws_iam_role.execution[0]",
    "delete aws_iam_role_policy.execution[0]",
    "delete aws_iam_role_policy_attachment.execution[0]",
    "replace aws_ecs_task_definition.revision",
    "update aws_ecs_service.connector",
    "update aws_iam_role_policy.guardrails[0]",
  ]);
});

test("path and prefix are part of every name, of the guardrails and of what the connector may assume", async () => {
  const other = moduleAsRoot("ecs-connector", emulator.env);
  await other.init();
  const vars = {
    ...given,
    connectorId: "other",
    nameSuffix: "x",
    namePrefix: "acme-",
    roles: { path: "/team/", assumedRolesPath: "/apps/" },
    alerts: { topicArns: [`arn:aws:sns:us-east-1:${ACCOUNT}:on-call`] },
    enableExecuteCommand: true,
  };
  await other.apply({ vars });
  const { resources } = await other.show().then(({ values }) => values!.root_module);
  const names = resources!
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, values }) => {
      const { name, family, alarm_name: alarm } = values as Record<string, string>;
      const own = name ?? family ?? alarm;
      return own === undefined || type === "aws_iam_role_policy" ? [] : [own];
    });
  expect(names.length).toBeGreaterThanOrEqual(10);
  for (const name of names) expect(name).toMatch(/^(\/ecs\/)?acme-/);
  const of = await stateAttributes(other);
  const arn = `arn:aws:iam::${ACCOUNT}:role/team/acme-apono-connector`;
  expect(of("aws_iam_role.connector[0]")["arn"]).toBe(`${arn}-role-x`);
  expect(of("aws_iam_role.execution[0]")["arn"]).toBe(`${arn}-execution-role-x`);
  const policy = (address: string) => JSON.parse(of(address)["policy"] as string).Statement[0];
  expect(policy("aws_iam_role_policy.guardrails[0]").Resource).toEqual(
    expect.arrayContaining([
      `${arn}-role-x`,
      `${arn}-execution-role-x`,
      "arn:aws:iam::*:role/team/acme-apono-connector-role-*",
      "arn:aws:iam::*:role/team/acme-apono-connector-execution-role-*",
      "arn:aws:iam::*:role/apono-connector-role-*",
    ]),
  );
  expect(policy('aws_iam_role_policy.permissions["remote-management"]').Resource).toEqual([
    "arn:aws:iam::*:role/apono-*",
    "arn:aws:iam::*:role/apps/apono-*",
  ]);
  expect(policy('aws_iam_role_policy.permissions["connector-logs"]').Resource).toEqual([
    "arn:aws:logs:*:*:log-group:/ecs/acme-apono-connector-logs-*:*",
  ]);
  expect(ours((await other.plan({ vars })).changes)).toEqual([]);
  await other.destroy({ vars });
});

test("names and policies that would be too long are refused", async () => {
  await expect(plan({ namePrefix: "p".repeat(20), nameSuffix: "s".repeat(20) })).rejects.toThrow(
    "Use at most 33 characters for namePrefix and nameSuffix together",
  );
  const longest = `/${"p".repeat(510)}/`;
  const vars = {
    roles: { path: longest, assumedRolesPath: longest },
    grantedRolesBoundaryArn: `arn:aws:iam::${ACCOUNT}:policy/bound`,
  };
  await expect(plan(vars)).rejects.toThrow(
    /The inline policies of the connector's role would have \d+ characters, and IAM allows 10240/,
  );
});

test("with roles made by others the module has nothing of IAM, and runs with them", async () => {
  const ecs = new ECSClient(clientConfig(emulator.endpoint));
  await makeRole("task", trusting("ecs-tasks.amazonaws.com"));
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: "task" }));
  const vars = {
    ...given,
    roles: { taskRoleArn: role!.Arn, executionRoleArn: EXECUTION },
    enableExecuteCommand: true,
  };
  await terraform.apply({ vars });
  expect((await terraform.stateList()).filter((each) => /^aws_iam_/.test(each))).toEqual([]);
  expect(await terraform.output()).toMatchObject({
    connector_role_arn: role!.Arn,
    connector_role_name: "task",
    execution_role_arn: EXECUTION,
    permission_sets: [],
    managed_policy_arns: [],
  });
  const { Roles: left = [] } = await iam.send(new ListRolesCommand({}));
  expect(left.map(({ RoleName }) => RoleName).filter((name) => /apono/.test(name!))).toEqual([]);
  const { cluster_arn: cluster, service_name: service } = await terraform.output();
  const { services } = await ecs.send(
    new DescribeServicesCommand({ cluster: String(cluster), services: [String(service)] }),
  );
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: services![0]!.taskDefinition! }),
  );
  expect(taskDefinition).toMatchObject({ taskRoleArn: role!.Arn, executionRoleArn: EXECUTION });
  expect(ours((await terraform.plan({ vars })).changes)).toEqual([]);
  ecs.destroy();
});

test("roles that the same apply makes serve with create = false", async () => {
  const trust = trusting("ecs-tasks.amazonaws.com");
  const role = (name: string) => ({ name, path: "/team/", assume_role_policy: trust });
  const root = (roles: object) => ({
    resource: { aws_iam_role: { task: role("made-task"), execution: role("made-execution") } },
    module: {
      apono: {
        source: "./module",
        ...given,
        connectorId: "same-apply",
        roles: {
          taskRoleArn: "${aws_iam_role.task.arn}",
          executionRoleArn: "${aws_iam_role.execution.arn}",
          ...roles,
        },
      },
    },
    output: { role: { value: "${module.apono.connector_role_arn}" } },
  });
  const undecided = pipeline("ecs-connector", root({}), emulator.env);
  await undecided.init();
  await expect(undecided.plan()).rejects.toThrow(
    'The "count" value depends on resource attributes',
  );
  const decided = pipeline("ecs-connector", root({ create: false }), emulator.env);
  await decided.init();
  await decided.apply();
  expect(await decided.output()).toEqual({ role: `arn:aws:iam::${ACCOUNT}:role/team/made-task` });
  expect(ours((await decided.plan()).changes)).toEqual([]);
  await decided.destroy();
});

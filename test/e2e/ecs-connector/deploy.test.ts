import { existsSync } from "node:fs";
import { join } from "node:path";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSecurityGroupsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
} from "@aws-sdk/client-ecs";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { Cdktf } from "../../support/cdktf";
import { fromReadme } from "../../support/readme";
import { needles, searchFolder } from "../../kit/token-search";

jest.setTimeout(600_000);

const STACK = "ecs-connector";
const MARKER = "Zq7kTokenMark3rXy52Wv";
/** Everything that some layer on the way might read as syntax, and 4 KB of punctuation. */
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const NASTY = `${MARKER}"'\\ \\\\ , {a} \${var.x} %{ if true } $\${ %%{ é ü 漢字 🔑 </script> &amp; ${PUNCTUATION.repeat(128)}end`;
const ROTATED = `${MARKER}-rotated-\${x},{y}\\"`;

let emulator: AwsEmulator;
let ec2: EC2Client;
let subnetId: string;
let cdktf: Cdktf;
const outputs: string[] = [];

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  const vpc = await makeVpc(ec2);
  subnetId = (await makeSubnet(ec2, vpc, { route: "internet-gateway" })).subnetId;
  cdktf = new Cdktf(tempDir("deploy-"), emulator.env);
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

const client = () => clientConfig(emulator.endpoint);
const inputs = (token: string, more: Record<string, string> = {}) => ({
  TF_VAR_APONO_TOKEN: token,
  TF_VAR_subnetIds: JSON.stringify([subnetId]),
  ...more,
});
async function deploy(env: Record<string, string>): Promise<void> {
  const { stdout, stderr } = await cdktf.run("deploy", STACK, env);
  outputs.push(stdout, stderr);
}
const terraform = () => new Terraform(cdktf.stackFolder(STACK), { env: emulator.env });

/** What of the stack exists, as the API tells it. */
async function existing() {
  const iam = new IAMClient(client());
  const { Roles: roles = [] } = await iam.send(new ListRolesCommand({}));
  const { logGroups = [] } = await new CloudWatchLogsClient(client()).send(
    new DescribeLogGroupsCommand({}),
  );
  const { SecretList: secrets = [] } = await new SecretsManagerClient(client()).send(
    new ListSecretsCommand({ IncludePlannedDeletion: true }),
  );
  const ecs = new ECSClient(client());
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
  const { SecurityGroups: groups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  return {
    roles: roles.map(({ RoleName }) => RoleName!).filter((name) => name.startsWith("apono")),
    logGroups: logGroups.map(({ logGroupName }) => logGroupName!),
    secrets: secrets.map(({ Name }) => Name!),
    clusters: clusters
      .filter(({ status }) => status === "ACTIVE")
      .map(({ clusterName }) => clusterName!),
    groups: groups.map(({ GroupName }) => GroupName!).filter((name) => name.startsWith("apono")),
  };
}

const SUFFIX = "da765cca";
const EVERYTHING = {
  roles: [`apono-connector-execution-role-${SUFFIX}`, `apono-connector-role-${SUFFIX}`],
  logGroups: [`/ecs/apono-connector-logs-${SUFFIX}`],
  secrets: [`apono-connector-registry-credentials-${SUFFIX}`],
  clusters: [`apono-connector-ecscluster-${SUFFIX}`],
  groups: [expect.stringMatching(new RegExp(`^apono-connector-sg-${SUFFIX}-\\d+$`))],
};
const sorted = async () => {
  const found = await existing();
  return { ...found, roles: found.roles.sort() };
};

async function service() {
  const ecs = new ECSClient(client());
  const { services } = await ecs.send(
    new DescribeServicesCommand({
      cluster: EVERYTHING.clusters[0],
      services: [`apono-connector-ecsservice-${SUFFIX}`],
    }),
  );
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: services![0]!.taskDefinition }),
  );
  return {
    service: services![0]!,
    task: taskDefinition!,
    container: taskDefinition!.containerDefinitions![0]!,
  };
}

async function secret(): Promise<{ value: unknown; version: string; arn: string }> {
  const answer = await new SecretsManagerClient(client()).send(
    new GetSecretValueCommand({ SecretId: EVERYTHING.secrets[0] }),
  );
  return { value: JSON.parse(answer.SecretString!), version: answer.VersionId!, arn: answer.ARN! };
}

/** Every place where the token could have come to rest on this side. */
async function expectNoToken(): Promise<void> {
  const tf = terraform();
  const plan = join(cdktf.folder, "saved.tfplan");
  await tf.plan({ out: plan, env: inputs(NASTY, { TF_VAR_aponoTokenVersion: "7" }) });
  const shown = [
    await tf.run(["show", "-json"]),
    await tf.run(["show", "-json", plan]),
    await tf.run(["show", plan]),
  ];
  // The saved plan is an archive: its members are searched, too.
  await run("python3", ["-m", "zipfile", "-e", plan, join(cdktf.folder, "plan")], { check: true });
  const wanted = needles(MARKER);
  const { hits, read } = searchFolder(cdktf.folder, wanted);
  expect(read).toBeGreaterThan(5);
  expect(existsSync(join(cdktf.state, `${STACK}.tfstate`))).toBe(true);
  expect(hits).toEqual([]);
  const texts = [
    ...outputs,
    ...shown.map(({ stdout, stderr }) => stdout + stderr),
    JSON.stringify((await service()).task),
  ];
  expect(texts.join("").length).toBeGreaterThan(10_000);
  expect(texts.filter((text) => wanted.some((needle) => text.includes(needle)))).toEqual([]);
}

test("the search finds a token where there is one", () => {
  const wanted = needles(MARKER);
  for (const text of [
    NASTY,
    JSON.stringify(NASTY),
    ...[0, 1, 2].map((n) => Buffer.from("p".repeat(n) + NASTY).toString("base64")),
  ]) {
    expect(wanted.some((needle) => text.includes(needle))).toBe(true);
  }
});

test("deploys, with any token, and keeps it nowhere but in the secret", async () => {
  await deploy(inputs(NASTY));

  expect(await sorted()).toEqual(EVERYTHING);
  const { service: made, task, container } = await service();
  expect((await secret()).value).toEqual({ username: "apono", password: NASTY });
  expect(made.networkConfiguration!.awsvpcConfiguration!.assignPublicIp).toBe("ENABLED");
  // The emulator keeps no deployment configuration: what was asked for stands in the state.
  const { values } = await terraform().show();
  const state = values!.root_module.resources!.find(
    ({ address }) => address === "aws_ecs_service.connector",
  )!;
  expect(state.values).toMatchObject({
    deployment_minimum_healthy_percent: 100,
    deployment_maximum_percent: 200,
    deployment_circuit_breaker: [{ enable: true, rollback: true }],
  });
  const { arn, version } = await secret();
  expect(container.secrets).toEqual([
    { name: "APONO_TOKEN", valueFrom: `${arn}:password::${version}` },
  ]);
  expect(container.repositoryCredentials).toEqual({ credentialsParameter: arn });
  expect(container.environment!.map(({ name }) => name)).not.toContain("APONO_TOKEN");
  expect(task.taskRoleArn).not.toBe(task.executionRoleArn);
  await expectNoToken();
});

test("the roles are what the design says", async () => {
  const iam = new IAMClient(client());
  const name = `apono-connector-role-${SUFFIX}`;
  // The execution role, too, is for tasks of this account only.
  for (const RoleName of EVERYTHING.roles) {
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(JSON.parse(decodeURIComponent(role!.AssumeRolePolicyDocument!)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*" },
        },
      },
    ]);
  }
  const { PolicyNames: inline = [] } = await iam.send(
    new ListRolePoliciesCommand({ RoleName: name }),
  );
  expect(inline).toHaveLength(18);
  const { PolicyDocument } = await iam.send(
    new GetRolePolicyCommand({ RoleName: name, PolicyName: "apono-connector-guardrails" }),
  );
  expect(JSON.parse(decodeURIComponent(PolicyDocument!)).Statement[0]).toMatchObject({
    Effect: "Deny",
    Resource: [
      ...EVERYTHING.roles.map((own) => `arn:aws:iam::123456789012:role/${own}`).reverse(),
      ...["connector", "connector-execution", "management", "member"].map(
        (kind) => `arn:aws:iam::*:role/apono-${kind}-role-*`,
      ),
    ],
  });
  const { AttachedPolicies: attached = [] } = await iam.send(
    new ListAttachedRolePoliciesCommand({ RoleName: name }),
  );
  expect(attached.map(({ PolicyName }) => PolicyName).sort()).toEqual([
    "AWSCloudFormationReadOnlyAccess",
    "AWSResourceExplorerReadOnlyAccess",
    "AmazonECSTaskExecutionRolePolicy",
    "SecurityAudit",
  ]);
  const execution = {
    RoleName: `apono-connector-execution-role-${SUFFIX}`,
    PolicyName: "read-apono-token",
  };
  const { PolicyDocument: reading } = await iam.send(new GetRolePolicyCommand(execution));
  expect(JSON.parse(decodeURIComponent(reading!)).Statement).toEqual([
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: (await secret()).arn },
  ]);
});

test("a second plan has no changes of ours", async () => {
  const { changes } = await terraform().plan({ env: inputs(NASTY), detailedExitcode: true });
  expect(withoutEmulatorDifferences(changes)).toEqual([]);
});

test("a rotated token reaches the secret and the tasks, and is kept nowhere either", async () => {
  const before = (await service()).task.taskDefinitionArn;
  await deploy(inputs(ROTATED, { TF_VAR_aponoTokenVersion: "2" }));
  expect((await secret()).value).toEqual({ username: "apono", password: ROTATED });
  const { task, container } = await service();
  expect(task.taskDefinitionArn).not.toBe(before);
  expect(container.secrets![0]!.valueFrom).toBe(
    `${(await secret()).arn}:password::${(await secret()).version}`,
  );
  await expectNoToken();
});

test("the revision before stays active, because ECS can go back to active ones only", async () => {
  const { family, revision } = (await service()).task;
  const before = new DescribeTaskDefinitionCommand({
    taskDefinition: `${family}:${revision! - 1}`,
  });
  const { taskDefinition } = await new ECSClient(client()).send(before);
  expect(taskDefinition!.status).toBe("ACTIVE");
});

test("another connector version is a new task definition, and nothing else", async () => {
  const env = inputs(ROTATED, { TF_VAR_aponoTokenVersion: "2", TF_VAR_connectorVersion: "v1.8.0" });
  const { changes } = await terraform().plan({ env });
  expect(changes.map(({ address, action }) => `${action} ${address}`).sort()).toEqual([
    "replace aws_ecs_task_definition.revision",
    "update aws_ecs_service.connector",
  ]);
});

test("destroying needs no token and leaves nothing; the same deploy works again at once", async () => {
  const nothing = { roles: [], logGroups: [], secrets: [], clusters: [], groups: [] };
  const withoutToken = { TF_VAR_subnetIds: JSON.stringify([subnetId]) };
  await cdktf.run("destroy", STACK, withoutToken);
  expect(await existing()).toEqual(nothing);

  await deploy(inputs(ROTATED));
  expect(await sorted()).toEqual(EVERYTHING);
  // As the README says for what can't be looked up any more.
  const [setting, ...command] = fromReadme("ecs-connector", "TF_CLI_ARGS_destroy=").split(" ");
  expect(command.join(" ")).toBe(`npx cdktf destroy ${STACK}`);
  const [name, value] = setting!.split(/=(.*)/);
  await cdktf.run("destroy", STACK, { ...withoutToken, [name!]: value });
  expect(await existing()).toEqual(nothing);
});

test("without a token nothing is made", async () => {
  const { code } = await cdktf.run(
    "deploy",
    STACK,
    { TF_VAR_subnetIds: JSON.stringify([subnetId]) },
    false,
  );
  expect(code).not.toBe(0);
  expect(await existing()).toEqual({
    roles: [],
    logGroups: [],
    secrets: [],
    clusters: [],
    groups: [],
  });
});

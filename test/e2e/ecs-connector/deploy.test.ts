import { existsSync } from "node:fs";
import { join } from "node:path";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { Cdktf } from "../../support/cdktf";
import { EcsDeployment } from "../../support/ecs-deployment";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";
import { fromReadme } from "../../support/readme";
import { needles, searchFolder } from "../../kit/token-search";
import { acts } from "../../support/planned-acts";
import { stateAttributes } from "../../support/state-attributes";

jest.setTimeout(600_000);

const STACK = "ecs-connector";
const NASTY = nastyToken("%%{ é ü 漢字 🔑 </script> &amp;");
const ROTATED = `${TOKEN_MARKER}-rotated-\${x},{y}\\"`;

let emulator: AwsEmulator;
let ec2: EC2Client;
let subnetId: string;
let cdktf: Cdktf;
let deployment: EcsDeployment;
const outputs: string[] = [];

const SUFFIX = "da765cca";
const EVERYTHING = {
  roles: [`apono-connector-execution-role-${SUFFIX}`, `apono-connector-role-${SUFFIX}`],
  logGroups: [`/ecs/apono-connector-logs-${SUFFIX}`],
  secrets: [`apono-connector-registry-credentials-${SUFFIX}`],
  clusters: [`apono-connector-ecscluster-${SUFFIX}`],
  groups: [expect.stringMatching(new RegExp(`^apono-connector-sg-${SUFFIX}-\\d+$`))],
};
const NOTHING = { roles: [], logGroups: [], secrets: [], clusters: [], groups: [] };

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  const vpc = await makeVpc(ec2);
  subnetId = (await makeSubnet(ec2, vpc, { route: "internet-gateway" })).subnetId;
  deployment = new EcsDeployment(emulator.endpoint, SUFFIX);
  cdktf = new Cdktf(tempDir("deploy-"), emulator.env);
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

const client = () => clientConfig(emulator.endpoint);
const withoutToken = () => ({ TF_VAR_subnetIds: JSON.stringify([subnetId]) });
const inputs = (token: string, more: Record<string, string> = {}) => ({
  TF_VAR_APONO_TOKEN: token,
  ...withoutToken(),
  ...more,
});
async function deploy(env: Record<string, string>): Promise<void> {
  const { stdout, stderr } = await cdktf.run("deploy", STACK, env);
  outputs.push(stdout, stderr);
}
const terraform = () => new Terraform(cdktf.stackFolder(STACK), { env: emulator.env });

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
  const wanted = needles(TOKEN_MARKER);
  const { hits, read } = searchFolder(cdktf.folder, wanted);
  expect(read).toBeGreaterThan(5);
  expect(existsSync(join(cdktf.state, `${STACK}.tfstate`))).toBe(true);
  expect(hits).toEqual([]);
  const texts = [
    ...outputs,
    ...shown.map(({ stdout, stderr }) => stdout + stderr),
    JSON.stringify((await deployment.service()).task),
  ];
  expect(texts.join("").length).toBeGreaterThan(10_000);
  expect(texts.filter((text) => wanted.some((needle) => text.includes(needle)))).toEqual([]);
}

test("the search finds a token where there is one", () => {
  const wanted = needles(TOKEN_MARKER);
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

  expect(await deployment.existing()).toEqual(EVERYTHING);
  const { service: made, task, container } = await deployment.service();
  expect((await deployment.secret()).value).toEqual({ username: "apono", password: NASTY });
  expect(made.networkConfiguration!.awsvpcConfiguration!.assignPublicIp).toBe("ENABLED");
  // The emulator keeps no deployment configuration: what was asked for stands in the state.
  const attributes = await stateAttributes(terraform());
  expect(attributes("aws_ecs_service.connector")).toMatchObject({
    deployment_minimum_healthy_percent: 100,
    deployment_maximum_percent: 200,
    deployment_circuit_breaker: [{ enable: true, rollback: true }],
  });
  const { arn, version } = await deployment.secret();
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
    {
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: (await deployment.secret()).arn,
    },
  ]);
});

test("a second plan has no changes of ours", async () => {
  const { changes } = await terraform().plan({ env: inputs(NASTY), detailedExitcode: true });
  expect(withoutEmulatorDifferences(changes)).toEqual([]);
});

test("a rotated token reaches the secret and the tasks, and is kept nowhere either", async () => {
  const before = (await deployment.service()).task.taskDefinitionArn;
  await deploy(inputs(ROTATED, { TF_VAR_aponoTokenVersion: "2" }));
  expect((await deployment.secret()).value).toEqual({ username: "apono", password: ROTATED });
  const { task, container } = await deployment.service();
  expect(task.taskDefinitionArn).not.toBe(before);
  expect(container.secrets![0]!.valueFrom).toBe(
    `${(await deployment.secret()).arn}:password::${(await deployment.secret()).version}`,
  );
  await expectNoToken();
});

test("the revision before stays active, because ECS can go back to active ones only", async () => {
  const { family, revision } = (await deployment.service()).task;
  const before = new DescribeTaskDefinitionCommand({
    taskDefinition: `${family}:${revision! - 1}`,
  });
  const { taskDefinition } = await new ECSClient(client()).send(before);
  expect(taskDefinition!.status).toBe("ACTIVE");
});

test("another connector version is a new task definition, and nothing else", async () => {
  const env = inputs(ROTATED, { TF_VAR_aponoTokenVersion: "2", TF_VAR_connectorVersion: "v1.8.0" });
  const { changes } = await terraform().plan({ env });
  expect(acts(changes)).toEqual([
    "replace aws_ecs_task_definition.revision",
    "update aws_ecs_service.connector",
  ]);
});

test("destroying needs no token and leaves nothing; the same deploy works again at once", async () => {
  await cdktf.run("destroy", STACK, withoutToken());
  expect(await deployment.existing()).toEqual(NOTHING);

  await deploy(inputs(ROTATED));
  expect(await deployment.existing()).toEqual(EVERYTHING);
  // As the README says for what can't be looked up any more.
  const [setting, ...command] = fromReadme("ecs-connector", "TF_CLI_ARGS_destroy=").split(" ");
  expect(command.join(" ")).toBe(`npx cdktf destroy ${STACK}`);
  const [name, value] = setting!.split(/=(.*)/);
  await cdktf.run("destroy", STACK, { ...withoutToken(), [name!]: value });
  expect(await deployment.existing()).toEqual(NOTHING);
});

test("without a token nothing is made", async () => {
  const { code } = await cdktf.run("deploy", STACK, withoutToken(), false);
  expect(code).not.toBe(0);
  expect(await deployment.existing()).toEqual(NOTHING);
});

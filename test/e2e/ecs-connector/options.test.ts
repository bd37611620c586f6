import {
  CreateManagedPrefixListCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp } from "../../kit/processes";
import type { PlannedChange, Terraform } from "../../kit/terraform";
import { moduleAsRoot } from "../../support/deployment";
import { acts } from "../../support/planned-acts";
import { stateAttributes } from "../../support/state-attributes";

jest.setTimeout(300_000);

const ACCOUNT = "123456789012";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:proxy-Ab12Cd`;
const PARAMETER = `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/proxy`;
const TOPICS = ["on-call", "team"].map((name) => `arn:aws:sns:us-east-1:${ACCOUNT}:${name}`);
const LOG_GROUP = "/ecs/apono-connector-logs-da765cca";

let emulator: AwsEmulator;
let ec2: EC2Client;
let terraform: Terraform;
let given: Record<string, unknown>;

// One deployment without any of the options, to which one after the other is given.
beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  given = { subnetIds: [subnetId], aponoToken: "token", tags: { team: "platform" } };
  terraform = moduleAsRoot("ecs-connector", emulator.env);
  await terraform.init();
  await terraform.apply({ vars: given });
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

const ours = (changes: readonly PlannedChange[]) => acts(withoutEmulatorDifferences(changes));

const plan = async (vars: object) =>
  (await terraform.plan({ vars: { ...given, ...vars } })).changes;

test("a deployment made before the options existed changes in nothing", async () => {
  for (const address of ["aws_security_group.connector", "aws_cloudwatch_log_group.connector"]) {
    const { code } = await terraform.run(["state", "mv", `${address}[0]`, address]);
    expect(code).toBe(0);
  }
  expect(ours(await plan({}))).toEqual([
    "move aws_cloudwatch_log_group.connector[0]",
    "move aws_security_group.connector[0]",
  ]);
});

test("egress, logs, container, alerts and tags change what they name, in place", async () => {
  const { PrefixList } = await ec2.send(
    new CreateManagedPrefixListCommand({
      PrefixListName: "databases",
      MaxEntries: 1,
      AddressFamily: "IPv4",
      Entries: [{ Cidr: "10.1.0.0/16" }],
    }),
  );
  const prefixList = PrefixList!.PrefixListId!;
  const options = {
    egress: {
      cidrBlocks: ["10.0.0.0/8", "2001:db8::/32"],
      prefixListIds: [prefixList],
      ports: ["443", "53", "5432-5439"],
    },
    logs: { skipDestroy: true },
    container: {
      environmentVariables: { HTTPS_PROXY: "http://proxy:3128" },
      secrets: {
        PROXY_USER: `${SECRET}:user::`,
        PROXY_PASSWORD: `${SECRET}:password::`,
        P: PARAMETER,
      },
      secretsKmsKeyArns: [KEY],
      stopTimeout: 60,
      ephemeralStorage: 30,
      readonlyRootFilesystem: true,
      user: "1000:1000",
    },
    alerts: { topicArns: TOPICS },
    propagateTags: true,
    containerInsights: "enhanced",
  };
  expect(ours(await plan(options))).toEqual([
    "create aws_cloudwatch_event_rule.deployment_failed[0]",
    "create aws_cloudwatch_event_rule.task_stopped[0]",
    "create aws_cloudwatch_event_target.deployment_failed[0]",
    "create aws_cloudwatch_event_target.deployment_failed[1]",
    "create aws_cloudwatch_event_target.task_stopped[0]",
    "create aws_cloudwatch_event_target.task_stopped[1]",
    "create aws_cloudwatch_metric_alarm.missing_tasks[0]",
    "replace aws_ecs_task_definition.revision",
    "update aws_cloudwatch_log_group.connector[0]",
    "update aws_ecs_cluster.connector[0]",
    "update aws_ecs_service.connector",
    "update aws_iam_role_policy.execution[0]",
    "update aws_security_group.connector[0]",
  ]);
  given = { ...given, ...options };
  await terraform.apply({ vars: given });

  const of = await stateAttributes(terraform);
  const [container] = JSON.parse(
    of("aws_ecs_task_definition.revision")["container_definitions"] as string,
  );
  expect(container).toMatchObject({
    stopTimeout: 60,
    user: "1000:1000",
    readonlyRootFilesystem: true,
    logConfiguration: { options: { "awslogs-group": LOG_GROUP } },
  });
  expect(container.environment).toContainEqual({ name: "HTTPS_PROXY", value: "http://proxy:3128" });
  expect(container.secrets).toContainEqual({ name: "P", valueFrom: PARAMETER });
  expect(container.secrets).toHaveLength(4);
  expect(of("aws_ecs_task_definition.revision")).toMatchObject({
    ephemeral_storage: [{ size_in_gib: 30 }],
  });
  const { Statement } = JSON.parse(of("aws_iam_role_policy.execution[0]")["policy"] as string);
  expect(Statement.slice(1)).toEqual([
    { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY },
    // Once for two keys of one secret, without the keys' names.
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [SECRET] },
    { Effect: "Allow", Action: "ssm:GetParameters", Resource: [PARAMETER] },
  ]);
  expect(of("aws_ecs_service.connector")).toMatchObject({
    propagate_tags: "SERVICE",
    enable_ecs_managed_tags: true,
  });
  expect(of("aws_cloudwatch_metric_alarm.missing_tasks[0]")).toMatchObject({
    threshold: 1,
    alarm_actions: TOPICS,
    dimensions: {
      ClusterName: "apono-connector-ecscluster-da765cca",
      ServiceName: "apono-connector-ecsservice-da765cca",
    },
  });
  const { SecurityGroups } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: "group-name", Values: ["apono-*"] }] }),
  );
  expect(
    SecurityGroups![0]!
      .IpPermissionsEgress!.map(({ IpProtocol, FromPort, ToPort, ...to }) => [
        `${IpProtocol} ${FromPort}-${ToPort}`,
        to.IpRanges!.map(({ CidrIp }) => CidrIp),
        to.Ipv6Ranges!.map(({ CidrIpv6 }) => CidrIpv6),
        to.PrefixListIds!.map(({ PrefixListId }) => PrefixListId),
      ])
      .sort(),
  ).toEqual(
    ["tcp 443-443", "tcp 53-53", "tcp 5432-5439", "udp 53-53"].map((rule) => [
      rule,
      ["10.0.0.0/8"],
      ["2001:db8::/32"],
      [prefixList],
    ]),
  );
  expect(ours(await plan({}))).toEqual([]);
});

test("a key encrypts the log group that is there, and another class replaces it", async () => {
  // Plans only: the emulator has no AssociateKmsKey, and does not read a class back.
  expect(ours(await plan({ logs: { kmsKeyArn: KEY, skipDestroy: true } }))).toEqual([
    "update aws_cloudwatch_log_group.connector[0]",
  ]);
  const changes = await plan({ logs: { class: "INFREQUENT_ACCESS", skipDestroy: true } });
  expect(ours(changes)).toContain("replace aws_cloudwatch_log_group.connector[0]");
});

test("the events that are told are the service's own", async () => {
  const of = await stateAttributes(terraform);
  const pattern = (name: string) =>
    JSON.parse(of(`aws_cloudwatch_event_rule.${name}[0]`)["event_pattern"] as string);
  expect(pattern("deployment_failed")).toMatchObject({
    resources: [of("aws_ecs_service.connector")["id"]],
    detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
  });
  expect(pattern("task_stopped").detail).toMatchObject({
    clusterArn: [of("aws_ecs_cluster.connector[0]")["arn"]],
    group: ["service:apono-connector-ecsservice-da765cca"],
    // Not those that ECS stops to deploy or scale; those that it stops as unhealthy have the same stop code.
    stoppedReason: [{ "anything-but": { prefix: "Scaling activity initiated by" } }],
  });
});

test("a paused connector has no alarm", async () => {
  expect(ours(await plan({ numberOfInstances: 0 }))).toContain(
    "delete aws_cloudwatch_metric_alarm.missing_tasks[0]",
  );
});

test("an existing log group and security groups stand in for the module's own", async () => {
  const { security_group_id: group } = await terraform.output();
  await expect(plan({ createSecurityGroup: false })).rejects.toThrow(
    "createSecurityGroup is false, and securityGroupIds is empty: the tasks would have none.",
  );
  await expect(plan({ logs: { existingGroupName: "/team/logs", kmsKeyArn: KEY } })).rejects.toThrow(
    `logs.existingGroupName ("/team/logs") and logs.kmsKeyArn ("${KEY}") are both set.`,
  );
  await expect(plan({ logs: { existingGroupName: "/team/logs" } })).rejects.toThrow("/team/logs");
  const logs = new CloudWatchLogsClient(clientConfig(emulator.endpoint));
  await logs.send(new CreateLogGroupCommand({ logGroupName: "/team/logs" }));
  const changes = await plan({
    logs: { existingGroupName: "/team/logs" },
    createSecurityGroup: false,
    securityGroupIds: [group],
  });
  expect(ours(changes)).toEqual([
    "delete aws_cloudwatch_log_group.connector[0]",
    "delete aws_security_group.connector[0]",
    "replace aws_ecs_task_definition.revision",
    "update aws_ecs_service.connector",
  ]);
  const task = changes.find(({ address }) => address === "aws_ecs_task_definition.revision")!;
  expect(task.after["container_definitions"]).toContain('"awslogs-group":"/team/logs"');
});

test("a topic and a key of another region are refused at plan", async () => {
  const elsewhere = (arn: string) => arn.replace("us-east-1", "eu-west-1");
  const topics = TOPICS.map(elsewhere);
  await expect(plan({ alerts: { topicArns: topics } })).rejects.toThrow(
    `alerts.topicArns: ${topics.join(", ")} is not in us-east-1, where the connector runs. Give topics of that region.`,
  );
  await expect(plan({ logs: { kmsKeyArn: elsewhere(KEY) } })).rejects.toThrow(
    `logs.kmsKeyArn: ${elsewhere(KEY)} is not in us-east-1, where the connector runs. Give keys of that region.`,
  );
});

test("a variable of the container is a plain value or a secret", async () => {
  await expect(
    plan({ container: { environmentVariables: { P: "x" }, secrets: { P: PARAMETER } } }),
  ).rejects.toThrow(
    "container.environmentVariables and container.secrets have a variable in common.",
  );
});

test("a Spot connector is a new service", async () => {
  const changes = await plan({ capacityProvider: "FARGATE_SPOT" });
  expect(ours(changes)).toContain("replace aws_ecs_service.connector");
  const service = changes.find(({ address }) => address === "aws_ecs_service.connector")!;
  expect(service.after).toMatchObject({
    capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", weight: 1 }],
  });
});

test("skipDestroy leaves the log group, and nothing else is left", async () => {
  await terraform.destroy({ vars: given });
  const logs = new CloudWatchLogsClient(clientConfig(emulator.endpoint));
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: LOG_GROUP }),
  );
  expect(logGroups.map(({ logGroupName }) => logGroupName)).toEqual([LOG_GROUP]);
});

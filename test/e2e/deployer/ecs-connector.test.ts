import { CreateLogGroupCommand, CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
} from "@aws-sdk/client-ec2";
import { CreateClusterCommand, ECSClient } from "@aws-sdk/client-ecs";
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp } from "../../kit/processes";
import type { Terraform } from "../../kit/terraform";
import { type Choice, shippedPolicy, withoutAction } from "../../support/deployer-policy";
import { RECORDED_PLACE, isRecording } from "../../support/deployer-recording";
import { DeployerRun, type DeployerSteps, stepsOf } from "../../support/deployer-run";
import { moduleAsRoot } from "../../support/deployment";

jest.setTimeout(600_000);

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

let emulator: AwsEmulator;
let ec2: EC2Client;
let run: DeployerRun;
/** What exists in the account already. */
let subnetIds: string[];
let vpcId: string;
let group: string;
let policy: string;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  const config = clientConfig(emulator.endpoint);
  ec2 = ec2Client(emulator.endpoint);
  const vpc = await makeVpc(ec2);
  vpcId = vpc.vpcId;
  // For VPC endpoints.
  await ec2.send(
    new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }),
  );
  subnetIds = [];
  for (const zone of ["a", "b"]) {
    const options = { route: "nat-gateway", availabilityZone: `us-east-1${zone}` } as const;
    subnetIds.push((await makeSubnet(ec2, vpc, options)).subnetId);
  }
  const made = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: "added", Description: "x", VpcId: vpcId }),
  );
  group = made.GroupId!;
  const { Policy } = await new IAMClient(config).send(
    new CreatePolicyCommand({
      PolicyName: "extra",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
      }),
    }),
  );
  policy = Policy!.Arn!;
  run = await DeployerRun.start("ecs-connector", RECORDED_PLACE, emulator.endpoint);
});

afterAll(async () => {
  ec2.destroy();
  await run.stop();
  await emulator.stop();
  cleanUp();
});

async function started(): Promise<Terraform> {
  const terraform = moduleAsRoot("ecs-connector", emulatorEnv(run.proxy.endpoint));
  await terraform.init();
  return terraform;
}

const trusting = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

/** The token is no part of what is recorded. */
const callsOf = (terraform: Terraform): DeployerSteps =>
  stepsOf(terraform, ({ aponoTokenSecretArn }) =>
    aponoTokenSecretArn === undefined ? { aponoToken: "token" } : {},
  );

test("the policy suffices to plan, apply, change and destroy all that the module makes", async () => {
  const base = {
    subnetIds: subnetIds.slice(0, 1),
    nameSuffix: "0a1b2c3d",
    tags: { team: "a", cost: "b" },
  };
  const changed = {
    ...base,
    tags: { team: "c" },
    connectorId: "renamed",
    aponoTokenVersion: 2,
    numberOfInstances: 2,
    egress: { ports: ["443"], vpcEndpoints: ["sts", "s3"] },
    logGroupRetentionInDays: 0,
    containerInsights: "enabled",
    alerts: { topicArns: ["arn:aws:sns:us-east-1:123456789012:on-call"] },
  };
  const more = {
    ...changed,
    tags: { team: "d", cost: "e" },
    // The emulator deletes no gateway endpoint that was given another route table.
    egress: { ports: ["443"], vpcEndpoints: ["sts"] },
    subnetIds,
    vpcId,
    securityGroupIds: [group],
    kmsKeyArn: KEY,
    logs: { kmsKeyArn: KEY },
    permissionsBoundaryArn: policy,
    extraManagedPolicyArns: [policy],
    exclusivePolicies: true,
    enableExecuteCommand: true,
    scaledOutside: true,
    alerts: {
      topicArns: ["on-call", "team"].map((name) => `arn:aws:sns:us-east-1:123456789012:${name}`),
    },
  };
  const without = {
    ...more,
    tags: { team: "d" },
    aponoTokenVersion: 3,
    createSecurityGroup: false,
  };
  const calls = callsOf(await started());
  const apply = async (choice: Choice) => {
    // As somebody may have changed it by hand, here and below.
    if (choice === changed)
      await new IAMClient(clientConfig(emulator.endpoint)).send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: "apono-connector-role-0a1b2c3d",
          PolicyDocument: trusting("ec2.amazonaws.com"),
        }),
      );
    if (choice === more) {
      const { SecurityGroups } = await ec2.send(
        new DescribeSecurityGroupsCommand({
          Filters: [{ Name: "group-name", Values: ["apono-connector-endpoints-*"] }],
        }),
      );
      await ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: SecurityGroups![0]!.GroupId,
          IpPermissions: [
            { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "10.9.0.0/16" }] },
          ],
        }),
      );
    }
    return calls.apply(choice);
  };
  // Without kmsKeyArn, the provider leaves the secret's key as it is.
  await run.through(
    "everything made",
    [base, changed, more, without, { ...base, kmsKeyArn: KEY }],
    { ...calls, apply },
  );
});

test("the policy suffices where secret, cluster, log group and boundary exist from the start", async () => {
  const config = clientConfig(emulator.endpoint);
  const { cluster } = await new ECSClient(config).send(
    new CreateClusterCommand({ clusterName: "main" }),
  );
  const { ARN: secret } = await new SecretsManagerClient(config).send(
    new CreateSecretCommand({ Name: "team/apono", SecretString: "{}" }),
  );
  await new CloudWatchLogsClient(config).send(
    new CreateLogGroupCommand({ logGroupName: "/team/logs" }),
  );
  const { Role } = await new IAMClient(config).send(
    new CreateRoleCommand({
      RoleName: "start-tasks",
      AssumeRolePolicyDocument: trusting("ecs-tasks.amazonaws.com"),
    }),
  );
  const existing = {
    subnetIds,
    assignPublicIp: false,
    nameSuffix: "0a1b2c3d",
    aponoTokenSecretArn: secret,
    clusterArn: cluster!.clusterArn,
    logs: { kmsKeyArn: KEY },
    vpcId,
    permissionsBoundaryArn: policy,
    roleName: "apono-own",
    namePrefix: "acme-",
    roles: { path: "/team/" },
    permissionSets: ["rds-connect"],
    tags: { team: "a" },
  };
  await run.through(
    "everything existing",
    [
      existing,
      { ...existing, logs: {}, tags: { team: "b" }, cpu: 512 },
      {
        ...existing,
        logs: { existingGroupName: "/team/logs" },
        roles: { path: "/team/", executionRoleArn: Role!.Arn },
      },
    ],
    callsOf(await started()),
  );
});

test.each([
  ["ec2:DescribeSubnets", "plan"],
  ["iam:PassRole", "apply"],
] as const)("without %s the %s fails with what AWS says", async (action, step) => {
  // Nothing is denied then.
  if (isRecording()) return;
  const choice = { subnetIds, nameSuffix: "missing1" };
  run.allowOnly(withoutAction(shippedPolicy("ecs-connector", choice, RECORDED_PLACE), action));
  const calls = callsOf(await started());
  await expect(calls[step](choice)).rejects.toThrow(`not authorized to perform: ${action}`);
  run.allow(choice);
  await calls.destroy(choice);
});

import { CreateSecurityGroupCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { CreateClusterCommand, DescribeClustersCommand, ECSClient } from "@aws-sdk/client-ecs";
import { CreatePolicyCommand, GetPolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateSecretCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp } from "../../kit/processes";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { moduleAsRoot } from "../../support/deployment";
import { stateAttributes } from "../../support/state-attributes";

jest.setTimeout(300_000);

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

let emulator: AwsEmulator;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

test("runs with a secret, cluster, security group and policy that exist, and leaves them alone", async () => {
  const client = clientConfig(emulator.endpoint);
  const [ecs, iam, secrets] = [
    new ECSClient(client),
    new IAMClient(client),
    new SecretsManagerClient(client),
  ];
  const vpc = await makeVpc(ec2);
  const { subnetId } = await makeSubnet(ec2, vpc, { route: "nat-gateway" });
  const { GroupId: group } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: "added", Description: "x", VpcId: vpc.vpcId }),
  );
  const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: "main" }));
  const { ARN: secretArn } = await secrets.send(
    new CreateSecretCommand({
      Name: "team/apono",
      SecretString: JSON.stringify({ username: "apono", password: "x" }),
    }),
  );
  const { Policy: policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "extra",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
      }),
    }),
  );
  const vars = {
    subnetIds: [subnetId],
    aponoTokenSecretArn: secretArn,
    clusterArn: cluster!.clusterArn,
    securityGroupIds: [group],
    extraManagedPolicyArns: [policy!.Arn],
    permissionsBoundaryArn: policy!.Arn,
    permissionSets: ["rds-connect"],
    enableExecuteCommand: true,
    imageRepository: "123456789012.dkr.ecr.us-east-1.amazonaws.com/apono",
    connectorVersion: `sha256:${"a".repeat(64)}`,
    nameSuffix: "own_-1",
    numberOfInstances: 2,
    logs: { kmsKeyArn: KEY },
    tags: { team: "platform" },
  };
  const terraform = moduleAsRoot("ecs-connector", emulator.env);
  await terraform.init();
  const { changes } = await terraform.plan({ vars });
  const planned = changes.find(({ address }) => address === "aws_ecs_service.connector")!;
  expect(planned.after).toMatchObject({ enable_execute_command: true });
  await terraform.apply({ vars });

  const made = await terraform.stateList();
  const notOurs = /aws_ecs_cluster\.|aws_secretsmanager_secret|capacity_providers/;
  expect(made.filter((address) => !address.startsWith("data.") && notOurs.test(address))).toEqual(
    [],
  );
  const attributes = await stateAttributes(terraform);
  const [container] = JSON.parse(
    attributes("aws_ecs_task_definition.revision")["container_definitions"] as string,
  );
  expect(container.image).toBe(`${vars.imageRepository}@${vars.connectorVersion}`);
  expect(container.secrets).toEqual([
    { name: "APONO_TOKEN", valueFrom: `${secretArn}:password::` },
  ]);
  // The token is not sent to a registry that is not Apono's.
  expect(container.repositoryCredentials).toBeUndefined();
  expect(container.linuxParameters).toEqual({ initProcessEnabled: true });
  expect(attributes("aws_cloudwatch_log_group.connector[0]")).toMatchObject({
    kms_key_id: KEY,
  });
  const service = attributes("aws_ecs_service.connector");
  expect(service).toMatchObject({
    cluster: cluster!.clusterArn,
    desired_count: 2,
  });
  const [network] = service["network_configuration"] as {
    security_groups: string[];
    assign_public_ip: boolean;
  }[];
  expect(network!.security_groups).toContain(group);
  expect(network!.assign_public_ip).toBe(false);
  expect(attributes("aws_iam_role.connector[0]")).toMatchObject({
    name: "apono-connector-role-own_-1",
    permissions_boundary: policy!.Arn,
    tags: { team: "platform" },
  });
  expect((await terraform.output())["permission_sets"]).toEqual(["rds-connect"]);
  expect(made).toContain('aws_iam_role_policy.permissions["rds-connect"]');
  expect(
    made.filter((address) => address.startsWith("aws_iam_role_policy.permissions[")),
  ).toHaveLength(1);
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);

  await terraform.destroy({ vars });
  expect(
    (await ecs.send(new DescribeClustersCommand({ clusters: ["main"] }))).clusters![0]!.status,
  ).toBe("ACTIVE");
  expect(
    (await secrets.send(new ListSecretsCommand({}))).SecretList!.map(({ Name }) => Name),
  ).toEqual(["team/apono"]);
  expect(
    (await iam.send(new GetPolicyCommand({ PolicyArn: policy!.Arn }))).Policy!.AttachmentCount,
  ).toBe(0);
});

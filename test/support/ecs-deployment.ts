import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSecurityGroupsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
} from "@aws-sdk/client-ecs";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { clientConfig } from "../kit/aws-emulator";

/** Reads an ecs-connector back from the emulated AWS API. */
export class EcsDeployment {
  private readonly config: ReturnType<typeof clientConfig>;

  constructor(
    endpoint: string,
    private readonly suffix: string,
  ) {
    this.config = clientConfig(endpoint);
  }

  /** Names of what exists in the account, of any deployment. */
  async existing() {
    const { Roles: roles = [] } = await new IAMClient(this.config).send(new ListRolesCommand({}));
    const { logGroups = [] } = await new CloudWatchLogsClient(this.config).send(
      new DescribeLogGroupsCommand({}),
    );
    const { SecretList: secrets = [] } = await new SecretsManagerClient(this.config).send(
      new ListSecretsCommand({ IncludePlannedDeletion: true }),
    );
    const ecs = new ECSClient(this.config);
    const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
    const { clusters = [] } = await ecs.send(
      new DescribeClustersCommand({ clusters: clusterArns }),
    );
    const { SecurityGroups: groups = [] } = await new EC2Client(this.config).send(
      new DescribeSecurityGroupsCommand({}),
    );
    return {
      roles: roles
        .map(({ RoleName }) => RoleName!)
        .filter((name) => name.startsWith("apono"))
        .sort(),
      logGroups: logGroups.map(({ logGroupName }) => logGroupName!),
      secrets: secrets.map(({ Name }) => Name!),
      clusters: clusters
        .filter(({ status }) => status === "ACTIVE")
        .map(({ clusterName }) => clusterName!),
      groups: groups.map(({ GroupName }) => GroupName!).filter((name) => name.startsWith("apono")),
    };
  }

  /** The service, its task definition and that one's container. */
  async service() {
    const ecs = new ECSClient(this.config);
    const { services } = await ecs.send(
      new DescribeServicesCommand({
        cluster: `apono-connector-ecscluster-${this.suffix}`,
        services: [`apono-connector-ecsservice-${this.suffix}`],
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

  async secret(): Promise<{ value: unknown; version: string; arn: string }> {
    const answer = await new SecretsManagerClient(this.config).send(
      new GetSecretValueCommand({
        SecretId: `apono-connector-registry-credentials-${this.suffix}`,
      }),
    );
    return {
      value: JSON.parse(answer.SecretString!),
      version: answer.VersionId!,
      arn: answer.ARN!,
    };
  }
}

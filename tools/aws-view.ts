import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client, paginateDescribeSecurityGroups } from "@aws-sdk/client-ec2";
import {
  DeregisterTaskDefinitionCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  paginateListClusters,
  paginateListTaskDefinitions,
} from "@aws-sdk/client-ecs";
import {
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import {
  GetSecretValueCommand,
  SecretsManagerClient,
  paginateListSecrets,
} from "@aws-sdk/client-secrets-manager";

/** What the SDK's client of a service is made with. */
export type ClientSettings = (service: string) => object;

/** What is read back of a deployed connector, through the AWS API. */
export interface Made {
  readonly cluster: string;
  readonly service: string;
  readonly instances: number;
  readonly publicIp: boolean;
  readonly image: string;
  readonly taskRole: string;
  /** How many policies the task role has, inline ones and attached ones. */
  readonly taskRolePolicies: { readonly inline: number; readonly managed: number };
  readonly executionRole: string;
  readonly logGroup: string;
  readonly logRetentionDays?: number;
  readonly secretName: string;
  readonly secretHoldsToken: boolean;
  readonly taskDefinition: string;
}

/** Reads an account through the AWS API. */
export class AwsView {
  private readonly ecs: ECSClient;
  private readonly iam: IAMClient;
  private readonly logs: CloudWatchLogsClient;
  private readonly secrets: SecretsManagerClient;
  private readonly ec2: EC2Client;

  constructor(settings: ClientSettings) {
    this.ecs = new ECSClient(settings("ecs"));
    this.iam = new IAMClient(settings("iam"));
    this.logs = new CloudWatchLogsClient(settings("cloudwatch_logs"));
    this.secrets = new SecretsManagerClient(settings("secretsmanager"));
    this.ec2 = new EC2Client(settings("ec2"));
  }

  /** @param outputs the stack's outputs  @param token what the secret must hold */
  async made(outputs: Readonly<Record<string, unknown>>, token: string): Promise<Made> {
    const output = (name: string) => String(outputs[name]);
    const { services = [] } = await this.ecs.send(
      new DescribeServicesCommand({
        cluster: output("cluster_arn"),
        services: [output("service_name")],
      }),
    );
    const service = present(services[0], `service ${output("service_name")}`);
    const { taskDefinition } = await this.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }),
    );
    const task = present(taskDefinition, "task definition");
    const taskRole = lastPart(task.taskRoleArn);
    return {
      cluster: lastPart(service.clusterArn),
      service: output("service_name"),
      instances: service.desiredCount ?? 0,
      publicIp: service.networkConfiguration?.awsvpcConfiguration?.assignPublicIp === "ENABLED",
      image: task.containerDefinitions?.[0]?.image ?? "none",
      taskRole,
      taskRolePolicies: await this.policiesOf(taskRole),
      executionRole: lastPart(task.executionRoleArn),
      ...(await this.logGroup(output("log_group_name"))),
      ...(await this.secret(output("token_secret_arn"), token)),
      taskDefinition: JSON.stringify(task),
    };
  }

  /** Names of everything whose name ends in a suffix: what a deployment with that suffix has left. */
  async named(suffix: string): Promise<string[]> {
    const names = await Promise.all([
      this.clusterNames(),
      this.taskDefinitions().then((arns) => arns.map((arn) => lastPart(arn).replace(/:\d+$/, ""))),
      gathered(paginateListRoles({ client: this.iam }, {}), ({ Roles }) =>
        Roles?.map(({ RoleName }) => RoleName),
      ),
      gathered(paginateDescribeLogGroups({ client: this.logs }, {}), ({ logGroups }) =>
        logGroups?.map(({ logGroupName }) => logGroupName),
      ),
      gathered(
        paginateListSecrets({ client: this.secrets }, { IncludePlannedDeletion: true }),
        ({ SecretList }) => SecretList?.map(({ Name }) => Name),
      ),
      gathered(paginateDescribeSecurityGroups({ client: this.ec2 }, {}), ({ SecurityGroups }) =>
        SecurityGroups?.map(({ GroupName }) => GroupName),
      ),
    ]);
    return names.flat().filter((name) => name.endsWith(suffix));
  }

  /** ARNs of all active task definitions, with their revisions. */
  private taskDefinitions(): Promise<string[]> {
    return gathered(
      paginateListTaskDefinitions({ client: this.ecs }, { status: "ACTIVE" }),
      ({ taskDefinitionArns }) => taskDefinitionArns,
    );
  }

  /**
   * Deregisters the revisions of a deployment that destroying leaves active on purpose: a service must be able to go back to
   * them. @returns how many there were
   */
  async deregister(suffix: string): Promise<number> {
    const revisions = (await this.taskDefinitions()).filter((arn) => arn.includes(`-${suffix}:`));
    for (const taskDefinition of revisions)
      await this.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }));
    return revisions.length;
  }

  close(): void {
    for (const client of [this.ecs, this.iam, this.logs, this.secrets, this.ec2]) client.destroy();
  }

  /** A deleted cluster is still told of for a while, as inactive. */
  private async clusterNames(): Promise<string[]> {
    const pages = paginateListClusters({ client: this.ecs }, { maxResults: DESCRIBED_AT_ONCE });
    const names: string[] = [];
    for await (const { clusterArns = [] } of pages) {
      const { clusters = [] } = await this.ecs.send(
        new DescribeClustersCommand({ clusters: clusterArns }),
      );
      const active = clusters.filter(({ status }) => status === "ACTIVE");
      names.push(...active.map(({ clusterName = "" }) => clusterName));
    }
    return names;
  }

  private async policiesOf(role: string): Promise<Made["taskRolePolicies"]> {
    const request = { RoleName: role };
    const { PolicyNames = [] } = await this.iam.send(new ListRolePoliciesCommand(request));
    const { AttachedPolicies = [] } = await this.iam.send(
      new ListAttachedRolePoliciesCommand(request),
    );
    return { inline: PolicyNames.length, managed: AttachedPolicies.length };
  }

  private async logGroup(name: string): Promise<Pick<Made, "logGroup" | "logRetentionDays">> {
    const { logGroups = [] } = await this.logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: name }),
    );
    const group = present(logGroups[0], `log group ${name}`);
    return { logGroup: name, logRetentionDays: group.retentionInDays };
  }

  private async secret(
    arn: string,
    token: string,
  ): Promise<Pick<Made, "secretName" | "secretHoldsToken">> {
    const { Name, SecretString = "{}" } = await this.secrets.send(
      new GetSecretValueCommand({ SecretId: arn }),
    );
    const held = JSON.parse(SecretString) as { password?: string };
    return { secretName: Name ?? arn, secretHoldsToken: held.password === token };
  }
}

/** How many clusters one call describes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html */
const DESCRIBED_AT_ONCE = 100;

/** The texts of all pages of a listing. */
async function gathered<T>(
  pages: AsyncIterable<T>,
  texts: (page: T) => readonly (string | undefined)[] | undefined,
): Promise<string[]> {
  const all: string[] = [];
  for await (const page of pages)
    all.push(...(texts(page) ?? []).filter((text) => text !== undefined));
  return all;
}

const lastPart = (arn = "") => arn.slice(arn.lastIndexOf("/") + 1);

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The AWS API has no ${what}, which was just deployed.`);
  return value;
}

// Written by `npm run docs` from inputs.ts and outputs.ts.
import type { IResolvable } from "cdktf";
import type { StringMap, Value } from "../../lib/inputs/prop-types";

/** Props of {@link EcsConnector}. */
export interface EcsConnectorProps {
  /**
   * The connector's token from Apono. Ephemeral: it is written to its destination and never stored in state or plan.
   * @default - none
   */
  readonly aponoToken?: string;
  /**
   * Raise it by one to push a new token: Terraform can't see that a value it never stores has changed.
   * @default 1
   */
  readonly aponoTokenVersion?: number;
  /**
   * The connector's ID in Apono. All instances of a connector share it; each connector needs its own.
   * @default "apono-connector"
   */
  readonly connectorId?: string;
  /**
   * Number of instances; more than one for high availability. 0 pauses the connector.
   * @default 1
   */
  readonly numberOfInstances?: number;
  /**
   * Host of Apono's API, which the connector connects to.
   * @default "api.apono.io"
   */
  readonly aponoUrl?: string;
  /**
   * Name of the connector's IAM role. `apono-connector-role-<suffix>` when left out.
   * @default - none
   */
  readonly roleName?: string;
  /**
   * Grant the connector what it needs to manage this account. When false it may only assume roles named apono-* and use
   * what is tagged for it, and manages what those roles allow.
   * @default true
   */
  readonly withPermissions?: Value<boolean>;
  /**
   * Grant exactly these permission sets instead of all. Sets: remote-management, tagged-secrets, tagged-kms-keys,
   * tagged-lambda-functions, cloudtrail-logs, connector-logs, ec2-read, ecr-read, eks-read, eks-write, iam-access,
   * rds-connect, rds-read, resource-tags-read, s3-read, ssm-parameters-read, identity-center, cloudformation-read,
   * resource-explorer-read, security-audit, corrections.
   * @default - none
   */
  readonly permissionSets?: readonly string[];
  /**
   * ARNs of further managed policies to attach to the connector's role. They must be known at plan; for policies that the
   * same apply creates use extraManagedPolicies.
   * @default []
   */
  readonly extraManagedPolicyArns?: readonly string[];
  /**
   * Further managed policies to attach, as ARNs by keys of your choice. Only the keys must be known at plan.
   * @default {}
   */
  readonly extraManagedPolicies?: Value<StringMap>;
  /**
   * Remove from the connector's role, at each apply, every policy that the module did not add, such as one attached by
   * hand. When false such policies stay, and no plan shows them.
   * @default false
   */
  readonly exclusivePolicies?: Value<boolean>;
  /**
   * ARN of the permissions boundary of the roles that the module creates.
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;
  /**
   * ARN of the permissions boundary that every role and user which the connector creates or changes must have; the
   * connector then has no known way to exceed it. Apono must send it. No limit when left out.
   * @default - none
   */
  readonly grantedRolesBoundaryArn?: string;
  /**
   * Names of further roles in this account that the connector must not change, such as those of org-delegation if you
   * named them. An asterisk stands for any characters.
   * @default []
   */
  readonly protectedRoleNames?: readonly string[];
  /**
   * Suffix of the names in AWS. 8 hex digits derived from account, region and connectorId when left out. When you upgrade
   * from the public module, set it to the existing suffix.
   * @default - none
   */
  readonly nameSuffix?: string;
  /**
   * Tags for every resource that supports them.
   * @default {}
   */
  readonly tags?: Value<StringMap>;
  /**
   * Put before every name in AWS that the module makes, in a log group's name after `/ecs/`. None when left out. A change
   * replaces what is named.
   * @default - none
   */
  readonly namePrefix?: string;
  /**
   * The connector's IAM roles: made by others, or by the module with a path. `permissions hand-over` prints what roles
   * made by others need.
   * @default {}
   */
  readonly roles?: {
    /**
     * ARN of the role, of this account, that the connector runs with; the module then makes none, and grants it nothing.
     * @default - none
     */
    readonly taskRoleArn?: string;
    /**
     * ARN of the role, of this account, with which ECS starts the tasks; the module then makes none, and grants it nothing.
     * @default - none
     */
    readonly executionRoleArn?: string;
    /**
     * Whether the module makes the roles. Decided for each role by its ARN when left out, which must then be known at plan:
     * set it to false if the same apply makes both roles.
     * @default - none
     */
    readonly create?: Value<boolean>;
    /**
     * IAM path of the roles that the module makes. A change replaces them.
     * @default "/"
     */
    readonly path?: string;
    /**
     * IAM path of roles named apono-* that the connector may assume besides those without a path: the rolePath of
     * org-delegation or account-delegation.
     * @default "/"
     */
    readonly assumedRolesPath?: string;
  };
  /**
   * Subnets of one VPC in which the connector runs. Each needs a default route for IPv4 (internet gateway, NAT gateway,
   * transit gateway, …): the connector connects to Apono and pulls its image.
   */
  readonly subnetIds: readonly string[];
  /**
   * The subnets' VPC. Taken from the subnets when left out; when given, it must be theirs.
   * @default - none
   */
  readonly vpcId?: string;
  /**
   * Whether the connector's tasks get a public IP address. Derived from the subnets' default routes when left out: true
   * where they go to an internet gateway, else false. If you set it, no route is read.
   * @default - none
   */
  readonly assignPublicIp?: Value<boolean>;
  /**
   * What must exist before the subnets' route tables are read, such as routes and associations of the same apply: a list
   * of anything. Use it instead of depends_on on the module.
   * @default []
   */
  readonly waitFor?: Value<readonly unknown[]>;
  /**
   * Security groups for the connector's tasks besides its own, which lets nothing in, and out what egress says.
   * @default []
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * Whether to create the connector's own security group. When false the tasks have those of securityGroupIds only.
   * @default true
   */
  readonly createSecurityGroup?: Value<boolean>;
  /**
   * What the connector's own security group lets out; everything when left out. The connector itself needs port 443; add
   * what its databases and hosts need. AmazonProvidedDNS needs no rule. And the VPC endpoints that the module creates.
   * @default {}
   */
  readonly egress?: {
    /**
     * Destinations, IPv4 and IPv6. `0.0.0.0/0` and `::/0` when neither this nor prefixListIds is given.
     * @default []
     */
    readonly cidrBlocks?: readonly string[];
    /**
     * Prefix lists of further destinations, such as that of an S3 gateway endpoint.
     * @default []
     */
    readonly prefixListIds?: readonly string[];
    /**
     * TCP ports and ranges of ports, such as `443` and `5432-5439`; 53 is let out over UDP as well. All ports and protocols
     * when left out.
     * @default []
     */
    readonly ports?: readonly string[];
    /**
     * Services of AWS for which the module creates VPC endpoints, such as `sts`, `logs` and `s3`. They serve the whole VPC,
     * so leave out those that it has. None when left out. Apono's API is reached by none.
     * @default []
     */
    readonly vpcEndpoints?: readonly string[];
  };
  /**
   * ARN of an existing ECS cluster to run in. The module creates a cluster when left out.
   * @default - none
   */
  readonly clusterArn?: string;
  /**
   * Whether to create a cluster. Decided by clusterArn when left out, which must then be known at plan: set it to false
   * if the same apply creates the cluster of clusterArn.
   * @default - none
   */
  readonly createCluster?: Value<boolean>;
  /**
   * Don't manage the number of instances after creation, because autoscaling or a person sets it. Set it once the service
   * exists, which starts with numberOfInstances.
   * @default false
   */
  readonly scaledOutside?: Value<boolean>;
  /**
   * Retention of the connector's logs, in days; 0 keeps them forever.
   * @default 30
   */
  readonly logGroupRetentionInDays?: number;
  /**
   * The connector's log group, besides logGroupRetentionInDays: encryption, class, or a group that exists.
   * @default {}
   */
  readonly logs?: {
    /**
     * Name of a log group that exists, of this account and region; the module then creates none. It must be known at plan.
     * If the same apply creates the group, list it in waitFor. The permission set connector-logs covers only the module's
     * own group.
     * @default - none
     */
    readonly existingGroupName?: string;
    /**
     * ARN of the KMS key, of the same region, that encrypts the logs. Its key policy must allow CloudWatch Logs to use it.
     * @default - none
     */
    readonly kmsKeyArn?: string;
    /**
     * Log class: STANDARD or INFREQUENT_ACCESS, which `status` and Apono can't read; STANDARD when left out. AWS can't
     * change it: a change replaces the group.
     * @default - none
     */
    readonly class?: string;
    /**
     * Keep the log group and its logs in AWS when Terraform would destroy the group. Apply it before the destroy.
     * @default false
     */
    readonly skipDestroy?: Value<boolean>;
  };
  /**
   * The connector's container: further environment variables, secrets and limits.
   * @default {}
   */
  readonly container?: {
    /**
     * Further environment variables, such as a proxy (HTTPS_PROXY, which is not tested with Apono's image). No secrets:
     * everyone who can read task definitions can read them.
     * @default {}
     */
    readonly environmentVariables?: Value<StringMap>;
    /**
     * Further environment variables whose values ECS reads when a task starts: ARNs of Secrets Manager secrets (with
     * `:key::` for one key of a JSON secret) or of SSM parameters. The execution role may read them.
     * @default {}
     */
    readonly secrets?: Value<StringMap>;
    /**
     * ARNs of the customer managed KMS keys of `secrets`; the execution role may decrypt with them.
     * @default []
     */
    readonly secretsKmsKeyArns?: readonly string[];
    /**
     * Seconds that a stopping container gets before ECS kills it, 2 to 120; ECS's 30 when left out.
     * @default - none
     */
    readonly stopTimeout?: number;
    /**
     * Ephemeral storage of a task in GiB, 21 to 200; Fargate's 20 when left out.
     * @default - none
     */
    readonly ephemeralStorage?: number;
    /**
     * Mount the container's root file system read-only. Off by default: it is not tested with Apono's image.
     * @default false
     */
    readonly readonlyRootFilesystem?: Value<boolean>;
    /**
     * User that the container runs as: a name or an ID, and optionally a group, such as `1000:1000`. The image's own when
     * left out; others are not tested with Apono's image.
     * @default - none
     */
    readonly user?: string;
  };
  /**
   * CPU of a task, in CPU units (1024 is one vCPU).
   * @default 1024
   */
  readonly cpu?: number;
  /**
   * Memory of a task, in MiB; Fargate offers certain amounts for each CPU size.
   * @default 2048
   */
  readonly memory?: number;
  /**
   * Processor that the tasks run on: X86_64 or ARM64. The image must exist for it.
   * @default "X86_64"
   */
  readonly cpuArchitecture?: string;
  /**
   * Version of the connector: the image's tag, or its digest (sha256:…).
   * @default "v1.7.8"
   */
  readonly connectorVersion?: string;
  /**
   * Repository of the connector's image, without tag. The token is sent to Apono's own registry only; a mirror must be
   * readable without it (for example ECR, through the execution role).
   * @default "registry.apono.io/apono-connector"
   */
  readonly imageRepository?: string;
  /**
   * ARN of an existing Secrets Manager secret that holds the token, instead of aponoToken: JSON with username ("apono")
   * and password (the token). It must be known at plan.
   * @default - none
   */
  readonly aponoTokenSecretArn?: string;
  /**
   * ARN of the KMS key that encrypts the token's secret; the execution role may decrypt with it. When left out: the key
   * that aponoTokenSecretArn has, else Secrets Manager's own.
   * @default - none
   */
  readonly kmsKeyArn?: string;
  /**
   * Messages to SNS when a deployment of the connector fails, a task stops by itself, or fewer tasks run than should.
   * @default {}
   */
  readonly alerts?: {
    /**
     * ARNs of SNS topics of the connector's region, at most 5. Each topic's policy, and the policy of its KMS key, must
     * allow `events.amazonaws.com` and `cloudwatch.amazonaws.com`. No alerts when left out.
     * @default []
     */
    readonly topicArns?: readonly string[];
    /**
     * Minutes in a row with fewer running tasks than `numberOfInstances` (1 with `scaledOutside`) before the alarm, 1 to
     * 60.
     * @default 5
     */
    readonly minutes?: number;
  };
  /**
   * CloudWatch Container Insights of the cluster that the module creates: enabled, enhanced or disabled. The account's
   * setting when left out.
   * @default - none
   */
  readonly containerInsights?: string;
  /**
   * FARGATE, or FARGATE_SPOT for a connector that AWS may interrupt. Fargate's launch type when left out. Setting or
   * removing it replaces the service, with an interruption; an existing cluster must have the provider.
   * @default - none
   */
  readonly capacityProvider?: string;
  /**
   * Give tasks the service's tags and ECS's own (cluster and service name), for example for cost reports.
   * @default false
   */
  readonly propagateTags?: Value<boolean>;
  /**
   * Allow `aws ecs execute-command` into the connector's tasks, for debugging.
   * @default false
   */
  readonly enableExecuteCommand?: Value<boolean>;
  /**
   * Wait until the service is stable before the apply ends. When false, as in the public module, the apply ends once the
   * service exists, and ECS rolls a deployment back if its tasks don't start.
   * @default false
   */
  readonly waitForSteadyState?: Value<boolean>;
}

/** Outputs of {@link EcsConnector}: references for other constructs and for outputs of the stack. */
export interface EcsConnectorOutputs {
  /** The connector's ID in Apono */
  readonly connector_id: string;
  /** Version of the connector's image */
  readonly connector_version: string;
  /** Number of instances */
  readonly number_of_instances: number;
  /** ARN of the connector's IAM role; what org-delegation and Apono ask for */
  readonly connector_role_arn: string;
  /** Name of the connector's IAM role */
  readonly connector_role_name: string;
  /** ARN of the task execution role */
  readonly execution_role_arn: string;
  /** ARN of the connector's log group */
  readonly log_group_arn: string;
  /** Name of the connector's log group */
  readonly log_group_name: string;
  /** ARN of the ECS cluster that the connector runs in */
  readonly cluster_arn: string;
  /** Name of the ECS service */
  readonly service_name: string;
  /** ARN of the task definition, with its revision */
  readonly task_definition_arn: string;
  /** ID of the connector's own security group */
  readonly security_group_id: string;
  /** ARN of the secret that holds the token */
  readonly token_secret_arn: string;
  /** Whether the tasks get a public IP address: set explicitly, else derived from the routes */
  readonly assign_public_ip: IResolvable;
  /** Subnet ID to the target of its default route: internet-gateway, nat-gateway, transit-gateway, … */
  readonly egress: IResolvable;
  /** Names of the granted permission sets */
  readonly permission_sets: IResolvable;
  /** ARNs of the managed policies of the connector's role */
  readonly managed_policy_arns: IResolvable;
  /** AWS region that the connector runs in */
  readonly region: string;
  /** Suffix of the names in AWS */
  readonly name_suffix: string;
}

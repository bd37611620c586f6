/** A read-only action. The compiler accepts nothing else in {@link ACTIONS} and {@link Aws.call}. */
type ReadAction = `${string}:${"Describe" | "Get" | "List" | "Simulate"}${string}`;

/** Every action that `doctor` calls, by the checks that need it. */
export const ACTIONS = {
  account: ["sts:GetCallerIdentity"],
  network: [
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ec2:DescribeVpcAttribute",
    "ec2:DescribeRouteTables",
    "ec2:DescribeNatGateways",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeVpcEndpoints",
    "ec2:DescribeAvailabilityZones",
    "ec2:GetManagedPrefixListEntries",
  ],
  names: [
    "iam:GetRole",
    "iam:GetPolicy",
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetResourcePolicy",
    "logs:DescribeLogGroups",
    "ec2:DescribeSecurityGroups",
    "ecs:DescribeClusters",
    "ecs:DescribeServices",
  ],
  eks: [
    "eks:DescribeCluster",
    "eks:ListClusters",
    "eks:ListAccessEntries",
    "eks:ListAssociatedAccessPolicies",
    "eks:DescribeAddon",
    "iam:ListOpenIDConnectProviders",
    "iam:GetOpenIDConnectProvider",
  ],
  organization: [
    "organizations:DescribeOrganization",
    "organizations:ListAWSServiceAccessForOrganization",
    "organizations:ListDelegatedAdministrators",
    "organizations:ListRoots",
    "organizations:DescribeOrganizationalUnit",
    "cloudformation:DescribeOrganizationsAccess",
    "cloudformation:DescribeStackSet",
  ],
  deployer: ["iam:GetRole", "iam:SimulatePrincipalPolicy"],
} as const satisfies Readonly<Record<string, readonly ReadAction[]>>;

/** Every action that `status` calls, by where the connector runs. */
export const STATUS_ACTIONS = {
  ecs: [
    "ecs:DescribeServices",
    "ecs:DescribeTaskDefinition",
    "ecs:ListTasks",
    "ecs:DescribeTasks",
    "logs:GetLogEvents",
  ],
  eks: ["eks:DescribeCluster"],
} as const satisfies Readonly<Record<string, readonly ReadAction[]>>;

type ActionOf<T extends Readonly<Record<string, readonly ReadAction[]>>> = T[keyof T][number];

/** An action that a command may call. */
export type Action = ActionOf<typeof ACTIONS> | ActionOf<typeof STATUS_ACTIONS>;

/** The IAM policy that a command's caller needs. @param actions the command's actions. Default: those of `doctor` */
export const policyDocument = (
  actions: Readonly<Record<string, readonly ReadAction[]>> = ACTIONS,
) => ({
  Version: "2012-10-17",
  Statement: Object.entries(actions).map(([part, actions]) => ({
    Sid: part[0]!.toUpperCase() + part.slice(1),
    Effect: "Allow",
    Action: actions,
    Resource: "*",
  })),
});

/** What only reads. The compiler lets nothing else into {@link ACTIONS}, and {@link Aws.ask} takes nothing else. */
type ReadAction = `${string}:${"Describe" | "Get" | "List"}${string}`;

/** Every action that the preflight calls, and for what. */
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
  ],
  names: ["iam:GetRole", "secretsmanager:DescribeSecret"],
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
  ],
} as const satisfies Readonly<Record<string, readonly ReadAction[]>>;

/** An action that the preflight may call. */
export type Action = (typeof ACTIONS)[keyof typeof ACTIONS][number];

/** The IAM policy that lets a caller run every check. */
export const policyDocument = () => ({
  Version: "2012-10-17",
  Statement: Object.entries(ACTIONS).map(([part, actions]) => ({
    Sid: part[0]!.toUpperCase() + part.slice(1),
    Effect: "Allow",
    Action: actions,
    Resource: "*",
  })),
});

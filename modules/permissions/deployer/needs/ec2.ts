import {
  ANY,
  type Deployment,
  EVERYTHING,
  type GrantCondition,
  type Needs,
  arnIn,
  textOf,
  textsOf,
} from "../deployment";

const groupArn = (deployment: Deployment): string => arnIn(deployment, "ec2", "security-group/*");

/** Known only where vpcId is given. */
export const vpcArn = (deployment: Deployment): string =>
  arnIn(
    deployment,
    "ec2",
    `vpc/${deployment.anyInputs ? ANY : (textOf(deployment, "vpcId") ?? ANY)}`,
  );

const inVpc = (deployment: Deployment): GrantCondition | undefined =>
  vpcArn(deployment).endsWith(`/${ANY}`)
    ? undefined
    : { ArnLike: { "ec2:Vpc": vpcArn(deployment) } };

/** The endpoints' security group lets something in. */
const hasEndpoints = (deployment: Deployment): boolean =>
  deployment.anyInputs || textsOf(deployment, "egress.vpcEndpoints").length > 0;

const lookUp =
  (...actions: readonly string[]): Needs =>
  () => [{ sid: "Lookups", actions, resources: EVERYTHING }];

export const EC2_NEEDS = {
  aws_security_group: (deployment) => [
    {
      sid: "MakeSecurityGroup",
      actions: ["ec2:CreateSecurityGroup"],
      resources: [groupArn(deployment), vpcArn(deployment)],
    },
    {
      sid: "SecurityGroup",
      actions: [
        "ec2:AuthorizeSecurityGroupEgress",
        ...(hasEndpoints(deployment)
          ? ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"]
          : []),
        "ec2:RevokeSecurityGroupEgress",
        "ec2:CreateTags",
        "ec2:DeleteTags",
        "ec2:DeleteSecurityGroup",
      ],
      resources: [groupArn(deployment)],
      condition: inVpc(deployment),
      why: "AWS chooses the group's ID, and the group may have no tag: only vpcId narrows it.",
    },
    {
      sid: "Lookups",
      actions: ["ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces"],
      resources: EVERYTHING,
    },
  ],
  "data.aws_security_groups": lookUp("ec2:DescribeSecurityGroups"),
  "data.aws_subnet": lookUp("ec2:DescribeSubnets"),
  "data.aws_subnets": lookUp("ec2:DescribeSubnets"),
  "data.aws_route_table": lookUp("ec2:DescribeRouteTables"),
  "data.aws_route_tables": lookUp("ec2:DescribeRouteTables"),
} as const satisfies Readonly<Record<string, Needs>>;

import { PARTITION } from "../../policy";
import { type Deployment, EVERYTHING, type Needs, arnIn } from "../deployment";
import { vpcArn } from "./ec2";

const ec2Arn = (deployment: Deployment, resource: string): string =>
  arnIn(deployment, "ec2", resource);

export const VPC_ENDPOINT_NEEDS = {
  "data.aws_vpc": (deployment) => [
    {
      sid: "ReadVpc",
      actions: ["ec2:DescribeVpcAttribute"],
      resources: [vpcArn(deployment)],
    },
    {
      sid: "Lookups",
      actions: ["ec2:DescribeVpcs", "ec2:DescribeRouteTables"],
      resources: EVERYTHING,
    },
  ],
  "data.aws_vpc_endpoint_service": () => [
    { sid: "Lookups", actions: ["ec2:DescribeVpcEndpointServices"], resources: EVERYTHING },
  ],
  aws_vpc_endpoint: (deployment) => [
    {
      sid: "PlaceVpcEndpoints",
      actions: ["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"],
      resources: [
        ec2Arn(deployment, "vpc-endpoint/*"),
        vpcArn(deployment),
        ...["subnet/*", "route-table/*", "security-group/*"].map((each) =>
          ec2Arn(deployment, each),
        ),
      ],
      why: "AWS chooses the IDs of endpoints and security groups, and the subnets' route tables are found by Terraform.",
    },
    {
      sid: "VpcEndpoints",
      actions: ["ec2:DeleteVpcEndpoints", "ec2:CreateTags", "ec2:DeleteTags"],
      resources: [ec2Arn(deployment, "vpc-endpoint/*")],
    },
    {
      sid: "Lookups",
      actions: ["ec2:DescribeVpcEndpoints", "ec2:DescribePrefixLists"],
      resources: EVERYTHING,
    },
    {
      sid: "EndpointNames",
      actions: ["route53:AssociateVPCWithHostedZone"],
      resources: [`arn:${PARTITION}:route53:::hostedzone/*`],
      why: "An interface endpoint under the service's own name has a hosted zone of AWS.",
    },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

import type { VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Aws } from "../../aws/client";
import { type Result, ok, problem, warning } from "../results";

/** Whether a VPC that was named exists. */
export async function checkVpcExists(aws: Aws, vpcId: string, where: string): Promise<Result[]> {
  const vpcs = await aws.all(
    "ec2:DescribeVpcs",
    { Filters: [{ Name: "vpc-id", Values: [vpcId] }] },
    ({ Vpcs }) => Vpcs,
  );
  if (vpcs.length > 0) return [];
  const others = await aws.all("ec2:DescribeVpcs", {}, ({ Vpcs }) => Vpcs);
  return [
    problem("network.vpc", `There is no ${vpcId} in ${where}.`, {
      fix: `There is: ${others.map(({ VpcId }) => VpcId).join(", ") || "none"}. Correct the id, or the region and credentials.`,
      data: { vpcId, existing: others.map(({ VpcId }) => VpcId) },
    }),
  ];
}

/** Without names there is neither Apono nor AWS. https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
export async function checkDns(aws: Aws, vpcId: string): Promise<Result[]> {
  const support = await aws.ask("ec2:DescribeVpcAttribute", {
    VpcId: vpcId,
    Attribute: "enableDnsSupport",
  });
  const enabled = support.EnableDnsSupport?.Value === true;
  const data = { vpcId, enableDnsSupport: enabled };
  return [
    enabled
      ? ok("network.dns", `${vpcId} resolves names.`, { data })
      : warning(
          "network.dns",
          `DNS support is off in ${vpcId}: unless its DHCP options name other DNS servers, tasks resolve no name.`,
          {
            fix: `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --enable-dns-support`,
            data,
          },
        ),
  ];
}

/** Services that the connector's tasks call in its own region, by the last part of their endpoints' names. */
const USED = ["secretsmanager", "logs", "sts", "ecr.api", "ecr.dkr", "ssmmessages"];

/** Interface endpoints change where calls to these services go. None is needed where there is a way to the internet. */
export async function checkEndpoints(aws: Aws, vpcId: string): Promise<Result[]> {
  const endpoints = await aws.all(
    "ec2:DescribeVpcEndpoints",
    { Filters: [{ Name: "vpc-id", Values: [vpcId] }] },
    ({ VpcEndpoints }) => VpcEndpoints,
  );
  const used = endpoints.filter(
    (each) => each.VpcEndpointType === "Interface" && serviceOf(each) !== undefined,
  );
  if (used.length === 0) return [];
  const services = used.map((each) => `${serviceOf(each)} (${each.VpcEndpointId})`);
  return [
    ok("network.endpoints", `${vpcId} has interface endpoints for ${services.join(", ")}.`, {
      detail: ["Their security groups must let the connector's tasks in on TCP 443."],
      data: {
        endpoints: used.map((each) => ({
          vpcEndpointId: each.VpcEndpointId,
          service: serviceOf(each),
          privateDns: each.PrivateDnsEnabled ?? false,
        })),
      },
    }),
  ];
}

const serviceOf = ({ ServiceName = "" }: VpcEndpoint) =>
  USED.find((service) => ServiceName.endsWith(`.${service}`));

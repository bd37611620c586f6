import type { VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Aws } from "../../aws/client";
import { type Result, ok, problem, warning } from "../results";

/** Checks that a VPC exists. No result if it does. */
export async function checkVpcExists(aws: Aws, vpcId: string, where: string): Promise<Result[]> {
  const vpcs = await aws.all(
    "ec2:DescribeVpcs",
    { Filters: [{ Name: "vpc-id", Values: [vpcId] }] },
    ({ Vpcs }) => Vpcs,
  );
  if (vpcs.length > 0) return [];
  const others = await aws.all("ec2:DescribeVpcs", {}, ({ Vpcs }) => Vpcs);
  return [
    problem("network.vpc", `The VPC ${vpcId} does not exist in ${where}.`, {
      fix: `Existing VPCs: ${others.map(({ VpcId }) => VpcId).join(", ") || "none"}. Correct the ID, or the region and credentials.`,
      data: { vpcId, existing: others.map(({ VpcId }) => VpcId) },
    }),
  ];
}

/**
 * Checks DNS in the VPC, which calls to Apono and AWS need.
 * https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
export async function checkDns(aws: Aws, vpcId: string): Promise<Result[]> {
  const support = await aws.call("ec2:DescribeVpcAttribute", {
    VpcId: vpcId,
    Attribute: "enableDnsSupport",
  });
  const enabled = support.EnableDnsSupport?.Value === true;
  const data = { vpcId, enableDnsSupport: enabled };
  return [
    enabled
      ? ok("network.dns", `DNS support is enabled in ${vpcId}.`, { data })
      : warning(
          "network.dns",
          `DNS support is disabled in ${vpcId}: tasks can't resolve host names, unless its DHCP options name other DNS servers.`,
          {
            fix: `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --enable-dns-support`,
            data,
          },
        ),
  ];
}

/** AWS services that the connector's tasks call, by the last part of the endpoint's service name. */
const USED = ["secretsmanager", "logs", "sts", "ecr.api", "ecr.dkr", "ssmmessages"];

/**
 * Lists interface endpoints, which redirect calls to these services. None is needed if the subnets reach the internet.
 */
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
      detail: ["Their security groups must allow TCP 443 from the connector's tasks."],
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

import { ecsConnectorInputs } from "../../../modules/ecs-connector";
import type { Aws } from "../../aws/client";
import { AwsFailure } from "../../aws/failure";
import type { Caller } from "../caller-identity";
import type { Request } from "../request";
import { type Result, ok, skipped, warning } from "../results";
import { catchAwsError, awsErrorResult } from "../aws-error-result";
import { checkAcls } from "./acl";
import { type NetworkFacts, readNetwork } from "./facts";
import { checkFargate } from "./fargate";
import { checkReachability } from "./reachability";
import { checkSubnets } from "./subnets";
import { assignPublicIp, candidates, subnetTable } from "./verdict";
import { checkDns, checkEndpoints, checkVpcExists } from "./vpc";

/** Checks that the tasks of `ecs-connector` can run in the given subnets, and reach the internet from them. */
export async function checkNetwork(
  aws: Aws,
  request: Request,
  caller: Caller,
): Promise<readonly Result[]> {
  const values = request.values("ecs-connector");
  const subnetIds = (values["subnetIds"] ?? []) as readonly string[];
  const vpcId = values["vpcId"] as string | null | undefined;
  if (request.isChoosingSubnets) return checkChoice(aws, request, caller);
  if (subnetIds.length > 0) return checkGivenSubnets(aws, request, caller);
  if (vpcId != null) return checkCandidates(aws, vpcId, caller);
  return [
    skipped("network.subnets", "No subnets given.", {
      fix: "Give --subnet <id> to check a subnet, or --vpc <id> to list a VPC's subnets.",
    }),
  ];
}

const placeOf = ({ accountId, region }: Caller) => `account ${accountId}, region ${region}`;

function checkCandidates(aws: Aws, vpcId: string, caller: Caller): Promise<readonly Result[]> {
  return catchAwsError("network.candidates", `The subnets of ${vpcId}`, async () => {
    const absent = await checkVpcExists(aws, vpcId, placeOf(caller));
    if (absent.length > 0) return absent;
    const { subnets } = await readNetwork(aws, { vpcId });
    return [candidates(subnets, vpcId)];
  });
}

/** `--vpc` overrides subnets from variables, unless they are in that VPC. */
async function checkChoice(aws: Aws, request: Request, caller: Caller): Promise<readonly Result[]> {
  const { vpcId, subnetIds = [] } = request.values("ecs-connector") as {
    readonly vpcId: string;
    readonly subnetIds?: readonly string[];
  };
  const shown = await checkCandidates(aws, vpcId, caller);
  const own = shown.flatMap(({ data }) => (data?.["subnets"] ?? []) as { subnetId: string }[]);
  const others = subnetIds.filter((id) => own.every(({ subnetId }) => subnetId !== id));
  if (subnetIds.length > 0 && others.length === 0) return checkGivenSubnets(aws, request, caller);
  if (others.length === 0 || own.length === 0) return shown;
  return [
    ...shown,
    warning(
      "network.subnets",
      `${request.given.get("subnetIds")!.source} has ${others.join(", ")}, which are not in ${vpcId}; --vpc overrides it here.`,
      { fix: "Set it to subnets of this VPC before you deploy." },
    ),
  ];
}

function checkGivenSubnets(aws: Aws, request: Request, caller: Caller): Promise<readonly Result[]> {
  const values = request.values("ecs-connector");
  const subnetIds = values["subnetIds"] as readonly string[];
  return catchAwsError("network.subnets", "The subnets", async () => {
    const facts = await readNetwork(aws, { subnetIds });
    const { partition } = await import("@aws-sdk/core/client");
    const found = checkSubnets(
      facts,
      {
        subnetIds,
        vpcId: (values["vpcId"] ?? undefined) as string | undefined,
        numberOfInstances: Number(
          values["numberOfInstances"] ?? ecsConnectorInputs.numberOfInstances.default,
        ),
      },
      caller,
    );
    if (facts.subnets.length === 0) return found;
    return [
      ...found,
      routes(facts, hostsOf(values, caller, partition(caller.region).dnsSuffix)),
      assignPublicIp(facts.subnets, values["assignPublicIp"] as boolean | null | undefined),
      ...(await checkWays(aws, facts)),
      ...(await checkAround(aws, facts, caller)),
    ];
  });
}

function routes({ subnets }: NetworkFacts, hosts: readonly string[]): Result {
  const { table, data } = subnetTable(subnets);
  return ok("network.routes", "The subnets' default routes:", {
    table,
    detail: [`The connector must reach port 443 of ${hosts.join(", ")}.`],
    data: { ...data, hosts },
  });
}

/** The hosts that the connector must reach: its image registry, Apono, and AWS in its region. */
function hostsOf(
  values: Readonly<Record<string, unknown>>,
  { region }: Caller,
  domain: string,
): string[] {
  const { imageRepository, aponoUrl } = ecsConnectorInputs;
  const host = (text: unknown) => String(text).split("/")[0]!.split(":")[0]!;
  return [
    host(values["imageRepository"] ?? imageRepository.default),
    host(values["aponoUrl"] ?? aponoUrl.default),
    ...["secretsmanager", "logs"].map((service) => `${service}.${region}.${domain}`),
  ];
}

async function checkWays(aws: Aws, facts: NetworkFacts): Promise<Result[]> {
  const natIds = facts.subnets
    .filter(({ egress }) => egress.kind === "nat-gateway")
    .map(({ egress }) => egress.target!);
  if (natIds.length === 0) return checkReachability(facts, []);
  try {
    const nats = await aws.all(
      "ec2:DescribeNatGateways",
      { Filter: [{ Name: "nat-gateway-id", Values: [...new Set(natIds)] }] },
      ({ NatGateways }) => NatGateways,
    );
    return checkReachability(facts, nats);
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    return [
      ...checkReachability(facts, undefined),
      awsErrorResult("network.nat", "The NAT gateways", error),
    ];
  }
}

/** Checks zones, network ACLs, DNS and VPC endpoints. Each needs a permission of its own, so each can fail alone. */
async function checkAround(
  aws: Aws,
  { subnets }: NetworkFacts,
  { region }: Caller,
): Promise<Result[]> {
  const ids = subnets.map(({ id }) => id);
  const { vpcId } = subnets[0]!;
  const acls = () =>
    aws.all(
      "ec2:DescribeNetworkAcls",
      { Filters: [{ Name: "association.subnet-id", Values: ids }] },
      ({ NetworkAcls }) => NetworkAcls,
    );
  const zones = () =>
    aws.call("ec2:DescribeAvailabilityZones", {
      Filters: [{ Name: "region-name", Values: [region] }],
    });
  return [
    ...(await catchAwsError("network.fargate", "The subnets' zones", async () =>
      checkFargate(subnets, region, (await zones()).AvailabilityZones ?? []),
    )),
    ...(await catchAwsError("network.acl", "The network ACLs", async () =>
      checkAcls(await acls(), ids),
    )),
    ...(await catchAwsError("network.dns", "DNS in the VPC", () => checkDns(aws, vpcId))),
    ...(await catchAwsError("network.endpoints", "VPC endpoints", () =>
      checkEndpoints(aws, vpcId),
    )),
  ];
}

import { type RouteKind, ec2Client, makeSubnet, makeVpc } from "../../test/kit/network";

/** Kinds of subnets. */
export const SUBNET_KINDS = ["public", "private", "implicit"] as const;

export type SubnetKind = (typeof SUBNET_KINDS)[number];

interface SubnetSpec {
  /** Target of the default route. */
  readonly route: RouteKind;
  /** Whether the subnet has its own route table; if not, the VPC's main one applies. */
  readonly explicit: boolean;
  readonly publicIp: boolean;
}

/** How each kind is created, and the public IP setting to expect. */
export const SUBNET_SPECS: Readonly<Record<SubnetKind, SubnetSpec>> = {
  public: { route: "internet-gateway", explicit: true, publicIp: true },
  private: { route: "nat-gateway", explicit: true, publicIp: false },
  implicit: { route: "nat-gateway", explicit: false, publicIp: false },
};

/** The demo's VPC. */
export interface DemoNetwork {
  readonly vpcId: string;
  /** Subnet ID by kind. */
  readonly subnets: Readonly<Record<SubnetKind, string>>;
}

/** Creates a VPC with one subnet of each kind. */
export async function createDemoNetwork(endpoint: string): Promise<DemoNetwork> {
  const ec2 = ec2Client(endpoint);
  try {
    const vpc = await makeVpc(ec2);
    const subnets = {} as Record<SubnetKind, string>;
    for (const kind of SUBNET_KINDS) {
      const { route, explicit } = SUBNET_SPECS[kind];
      subnets[kind] = (await makeSubnet(ec2, vpc, { route, explicit })).subnetId;
    }
    return { vpcId: vpc.vpcId, subnets };
  } finally {
    ec2.destroy();
  }
}

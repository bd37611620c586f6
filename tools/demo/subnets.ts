import { type RouteKind, ec2Client, makeSubnet, makeVpc } from "../../test/kit/network";

/** The kinds of subnet that the demo deploys into. */
export const SUBNET_KINDS = ["public", "private", "implicit"] as const;

export type SubnetKind = (typeof SUBNET_KINDS)[number];

interface Recipe {
  /** What the default route goes to. */
  readonly route: RouteKind;
  /** A route table of its own, or the VPC's main one. */
  readonly explicit: boolean;
  readonly publicIp: boolean;
}

/** How each kind is made, and so what the derivation must find. */
export const RECIPES: Readonly<Record<SubnetKind, Recipe>> = {
  public: { route: "internet-gateway", explicit: true, publicIp: true },
  private: { route: "nat-gateway", explicit: true, publicIp: false },
  implicit: { route: "nat-gateway", explicit: false, publicIp: false },
};

/** The VPC of the demo. */
export interface DemoNetwork {
  readonly vpcId: string;
  /** Subnet id of each kind. */
  readonly subnets: Readonly<Record<SubnetKind, string>>;
}

/** Makes a VPC with one subnet of each kind. */
export async function makeDemoNetwork(endpoint: string): Promise<DemoNetwork> {
  const ec2 = ec2Client(endpoint);
  try {
    const vpc = await makeVpc(ec2);
    const subnets = {} as Record<SubnetKind, string>;
    for (const kind of SUBNET_KINDS) {
      const { route, explicit } = RECIPES[kind];
      subnets[kind] = (await makeSubnet(ec2, vpc, { route, explicit })).subnetId;
    }
    return { vpcId: vpc.vpcId, subnets };
  } finally {
    ec2.destroy();
  }
}

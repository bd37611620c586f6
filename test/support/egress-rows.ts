import {
  ROUTE_KINDS,
  type RouteKind,
  type SubnetOptions,
  UNSUPPORTED_ROUTE_KINDS,
} from "../kit/network";

/** Subnets of a connector, and what follows from their routes. */
export interface EgressRow {
  readonly name: string;
  readonly subnets: readonly SubnetOptions[];
  readonly assignPublicIp?: boolean;
  readonly expect: { readonly kinds: readonly string[]; readonly publicIp: boolean };
}

const routes = ROUTE_KINDS.filter(
  (kind) => kind !== "none" && UNSUPPORTED_ROUTE_KINDS[kind] === undefined,
);
const kindName = (kind: RouteKind) => kind as string;
const isPublic = (kind: RouteKind) => kind === "internet-gateway";

/** The truth table: every target that the emulator has, in every way a route can count for a subnet. */
export const EGRESS_ROWS: readonly EgressRow[] = [
  ...routes.map((route) => ({
    name: `${route}-explicit`,
    subnets: [{ route, explicit: true }],
    expect: { kinds: [kindName(route)], publicIp: isPublic(route) },
  })),
  ...(["internet-gateway", "nat-gateway", "transit-gateway"] as const).map((route) => ({
    name: `${route}-main-table`,
    subnets: [{ route, explicit: false }],
    expect: { kinds: [kindName(route)], publicIp: isPublic(route) },
  })),
  {
    name: "two-private-kinds",
    subnets: [{ route: "nat-gateway" }, { route: "transit-gateway" }],
    expect: { kinds: ["nat-gateway", "transit-gateway"], publicIp: false },
  },
  {
    name: "overruled-true",
    subnets: [{ route: "nat-gateway" }],
    assignPublicIp: true,
    expect: { kinds: [], publicIp: true },
  },
  {
    name: "overruled-false",
    subnets: [{ route: "internet-gateway" }],
    assignPublicIp: false,
    expect: { kinds: [], publicIp: false },
  },
  {
    name: "overruled-without-route",
    subnets: [{ route: "none" }],
    assignPublicIp: false,
    expect: { kinds: [], publicIp: false },
  },
  {
    name: "overruled-mixed",
    subnets: [{ route: "internet-gateway" }, { route: "nat-gateway" }],
    assignPublicIp: true,
    expect: { kinds: [], publicIp: true },
  },
];

import {
  IPV6_ONLY,
  NO_DEFAULT_ROUTE,
  WITHOUT_IPV4_ROUTE,
  ROUTE_FIX,
} from "../../../modules/ecs-connector/egress-kinds";
import { type ResultDetails, type Result, ok, problem, warning } from "../results";
import type { SubnetFacts } from "./facts";
import { plural } from "../../terminal/plural";

const ids = (subnets: readonly SubnetFacts[]) => subnets.map(({ id }) => id).join(", ");

/**
 * The value that the module derives for `assignPublicIp` from these subnets.
 *
 * @param wanted the input's value; null or undefined to derive it
 */
export function assignPublicIp(
  subnets: readonly SubnetFacts[],
  wanted: boolean | null | undefined,
): Result {
  const id = "network.assignPublicIp";
  const routeless = subnets.filter(({ egress }) => egress.kind === NO_DEFAULT_ROUTE);
  const ipv6Only = subnets.filter(({ egress }) => egress.kind === IPV6_ONLY);
  const open = subnets.filter(({ egress }) => egress.publicIp);
  const inward = subnets.filter(
    (each) => !WITHOUT_IPV4_ROUTE.includes(each.egress.kind) && !open.includes(each),
  );
  const data = (verdict: boolean | null) => ({
    assignPublicIp: verdict,
    derived: wanted == null,
    egress: Object.fromEntries(subnets.map((each) => [each.id, each.egress.kind])),
  });
  if (wanted != null) return checkAssignPublicIp(wanted, subnets, data(wanted));
  const unseen = routeless.filter((each) => each.unseen !== undefined);
  if (unseen.length > 0)
    return problem(
      id,
      `The plan will fail: it does not see the default route of ${ids(routeless)}.`,
      {
        detail: unseen.map((each) => `${each.id}: ${each.unseen}.`),
        fix: "Set assignPublicIp=false if that route leads to the internet through a gateway or appliance.",
        data: data(null),
      },
    );
  if (routeless.length > 0)
    return problem(
      id,
      `The plan will fail: ${ids(routeless)} ${routeless.length === 1 ? "has" : "have"} no default route, so the connector can reach neither Apono nor its image registry.`,
      {
        fix: ROUTE_FIX,
        data: data(null),
      },
    );
  if (ipv6Only.length > 0)
    return problem(
      id,
      `The plan will fail: ${ids(ipv6Only)} ${ipv6Only.length === 1 ? "has" : "have"} a default route for IPv6 (::/0) only, and can't reach IPv4-only hosts.`,
      { fix: ROUTE_FIX, data: data(null) },
    );
  if (open.length > 0 && inward.length > 0)
    return problem(
      id,
      `The plan will fail: the default route of ${ids(open)} goes to an internet gateway, where a task needs a public IP address, and that of ${ids(inward)} does not.`,
      {
        fix: "Use subnets of one kind, or set assignPublicIp yourself.",
        data: data(null),
      },
    );
  return open.length > 0
    ? ok(id, "assignPublicIp will be true: every default route goes to an internet gateway.", {
        data: data(true),
      })
    : ok(id, "assignPublicIp will be false: no default route goes to an internet gateway.", {
        data: data(false),
      });
}

/** Compares an explicit value with the routes. Terraform does not read routes then, so nothing else would warn. */
function checkAssignPublicIp(
  wanted: boolean,
  subnets: readonly SubnetFacts[],
  data: ResultDetails["data"],
): Result {
  const id = "network.assignPublicIp";
  const contrary = subnets.filter(({ egress }) => egress.publicIp !== wanted);
  if (contrary.length === 0)
    return ok(id, `assignPublicIp is ${wanted}, which fits the routes.`, { data });
  const fix = "Remove assignPublicIp, so that it is derived from the routes.";
  return wanted
    ? warning(
        id,
        `assignPublicIp is true, but the default route of ${contrary.map((each) => `${each.id} (${each.egress.kind})`).join(", ")} does not go to an internet gateway: a public IP address has no effect there.`,
        { fix, data },
      )
    : warning(
        id,
        `assignPublicIp is false, but the default route of ${ids(contrary)} goes to an internet gateway, which needs public IP addresses: tasks there can't pull the connector's image.`,
        { fix, data },
      );
}

/** The subnets and their default routes, one row each. */
export function subnetTable(subnets: readonly SubnetFacts[]): ResultDetails {
  return {
    table: {
      head: ["Subnet", "Zone", "Route table", "Default route", "Kind", "Public IP", "Free"],
      rows: subnets.map((each) => [
        each.id,
        each.zone,
        `${each.routeTableId ?? "none"}${each.isMainTable ? " (main)" : ""}`,
        routeText(each),
        each.egress.kind,
        publicIpText(each),
        String(each.freeAddresses),
      ]),
    },
    data: {
      subnets: subnets.map((each) => ({
        subnetId: each.id,
        vpcId: each.vpcId,
        availabilityZone: each.zone,
        routeTableId: each.routeTableId ?? null,
        isMainRouteTable: each.isMainTable,
        defaultRoute: destinationOf(each) ?? null,
        target: each.egress.target ?? null,
        state: each.defaultRoute?.State ?? null,
        kind: each.egress.kind,
        publicIp: each.egress.kind === NO_DEFAULT_ROUTE ? null : each.egress.publicIp,
        mapPublicIpOnLaunch: each.mapPublicIp,
        freeAddresses: each.freeAddresses,
      })),
    },
  };
}

const destinationOf = ({ defaultRoute }: SubnetFacts) =>
  defaultRoute?.DestinationCidrBlock ?? defaultRoute?.DestinationIpv6CidrBlock;

function routeText(subnet: SubnetFacts): string {
  const destination = destinationOf(subnet);
  if (destination === undefined) return "none";
  const dead = subnet.defaultRoute?.State === "blackhole" ? " (blackhole)" : "";
  return `${destination} → ${subnet.egress.target ?? "?"}${dead}`;
}

function publicIpText({ egress }: SubnetFacts): string {
  if (egress.kind === NO_DEFAULT_ROUTE) return "–";
  return egress.publicIp ? "yes" : "no";
}

/** Egress kinds that reach less than the connector needs: never suggested. */
const POOR_KINDS = ["vpc-peering"];

/** Suggests subnets of a VPC. */
export function candidates(subnets: readonly SubnetFacts[], vpcId: string): Result {
  const usable = subnets.filter(
    ({ egress, defaultRoute }) =>
      !WITHOUT_IPV4_ROUTE.includes(egress.kind) && defaultRoute?.State !== "blackhole",
  );
  const shown = subnetTable(subnets);
  const inward = usable.filter(({ egress }) => !egress.publicIp);
  const sets = {
    private: inward.map(({ id }) => id),
    public: usable.filter(({ egress }) => egress.publicIp).map(({ id }) => id),
  };
  const summary = `${vpcId} has ${plural(subnets.length, "subnet")}: ${sets.private.length} private with a route to the internet, ${sets.public.length} public.`;
  // A NAT gateway reaches the internet; for other targets that is not known.
  const choices = [
    inward.filter(({ egress }) => egress.kind === "nat-gateway").map(({ id }) => id),
    inward.filter(({ egress }) => !POOR_KINDS.includes(egress.kind)).map(({ id }) => id),
    sets.public,
  ];
  const chosen = choices.find(({ length }) => length > 0);
  const data = { ...shown.data, ...sets, proposed: chosen ?? [] };
  if (chosen === undefined)
    return problem("network.candidates", summary, {
      ...shown,
      data,
      fix: "Route 0.0.0.0/0 to a NAT gateway (or to an internet gateway, in a public subnet), or choose another VPC.",
    });
  return ok("network.candidates", summary, {
    ...shown,
    data,
    detail: ["All subnets must be of one kind. Suggestion:"],
    fix: `export TF_VAR_subnetIds='${JSON.stringify(chosen.slice(0, 16))}'`,
  });
}

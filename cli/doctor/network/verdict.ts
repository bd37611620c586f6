import {
  IPV6_ONLY,
  NO_DEFAULT_ROUTE,
  NO_WAY_OUT,
  WAY_OUT,
} from "../../../modules/ecs-connector/egress-kinds";
import { type ResultDetails, type Result, ok, problem, warning } from "../results";
import type { SubnetFacts } from "./facts";

const ids = (subnets: readonly SubnetFacts[]) => subnets.map(({ id }) => id).join(", ");

/**
 * What the module decides for `assignPublicIp`, for these subnets.
 *
 * @param wanted the input's value; null or undefined has it derived
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
    (each) => !NO_WAY_OUT.includes(each.egress.kind) && !open.includes(each),
  );
  const data = (verdict: boolean | null) => ({
    assignPublicIp: verdict,
    derived: wanted == null,
    egress: Object.fromEntries(subnets.map((each) => [each.id, each.egress.kind])),
  });
  if (wanted != null) return overruled(wanted, subnets, data(wanted));
  const unseen = routeless.filter((each) => each.unseen !== undefined);
  if (unseen.length > 0)
    return problem(id, `The plan will fail: it sees no default route of ${ids(routeless)}.`, {
      detail: unseen.map((each) => `${each.id}: ${each.unseen}.`),
      fix: "Set assignPublicIp=false if that route leads to the internet through a gateway or appliance.",
      data: data(null),
    });
  if (routeless.length > 0)
    return problem(
      id,
      `The plan will fail: ${ids(routeless)} ${routeless.length === 1 ? "has" : "have"} no default route, so the connector could reach neither Apono nor its image.`,
      {
        fix: WAY_OUT,
        data: data(null),
      },
    );
  if (ipv6Only.length > 0)
    return problem(
      id,
      `The plan will fail: ${ids(ipv6Only)} ${ipv6Only.length === 1 ? "has" : "have"} a default route for IPv6 (::/0) only, and ${ipv6Only.length === 1 ? "reaches" : "reach"} no host that has IPv4 alone.`,
      { fix: WAY_OUT, data: data(null) },
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

/** What is set explicitly wins, and Terraform reads no route then; a contradiction is remarked on here. */
function overruled(
  wanted: boolean,
  subnets: readonly SubnetFacts[],
  data: ResultDetails["data"],
): Result {
  const id = "network.assignPublicIp";
  const contrary = subnets.filter(({ egress }) => egress.publicIp !== wanted);
  if (contrary.length === 0)
    return ok(id, `assignPublicIp is ${wanted}, as the routes have it too.`, { data });
  const fix = "Leave assignPublicIp out to have it derived.";
  return wanted
    ? warning(
        id,
        `assignPublicIp is true, but no internet gateway is behind ${contrary.map((each) => `${each.id} (${each.egress.kind})`).join(", ")}: a public IP address has no use there.`,
        { fix, data },
      )
    : warning(
        id,
        `assignPublicIp is false, but the way out of ${ids(contrary)} is an internet gateway, which serves public IP addresses only: tasks there can't pull the connector's image.`,
        { fix, data },
      );
}

/** Each subnet and its way out, one a line. */
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

/** Kinds that lead to less than the connector needs: never proposed. */
const POOR_KINDS = ["vpc-peering"];

/** What subnets of a VPC could be given, where none are yet. */
export function candidates(subnets: readonly SubnetFacts[], vpcId: string): Result {
  const usable = subnets.filter(
    ({ egress, defaultRoute }) =>
      !NO_WAY_OUT.includes(egress.kind) && defaultRoute?.State !== "blackhole",
  );
  const shown = subnetTable(subnets);
  const inward = usable.filter(({ egress }) => !egress.publicIp);
  const sets = {
    private: inward.map(({ id }) => id),
    public: usable.filter(({ egress }) => egress.publicIp).map(({ id }) => id),
  };
  const summary = `${vpcId} has ${subnets.length} subnet${subnets.length === 1 ? "" : "s"}: ${sets.private.length} private with a way out, ${sets.public.length} public.`;
  // A NAT gateway is known to lead to the internet; of other targets that can't be seen.
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
    detail: ["Subnets of one kind work together. A choice of them:"],
    fix: `export TF_VAR_subnetIds='${JSON.stringify(chosen.slice(0, 16))}'`,
  });
}

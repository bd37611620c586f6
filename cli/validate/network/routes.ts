import { EGRESS_KINDS, NO_DEFAULT_ROUTE } from "../../../modules/ecs-connector/egress-kinds";
import {
  type Block,
  type Body,
  type Module,
  blocksOf,
  nestedBlocks,
  valueOf,
} from "../../terraform/configuration";
import { type Expression, type Reference, referencesIn } from "../../terraform/expression";
import type { Range } from "../../terraform/range";

/** The target of a route table's default route in the configuration. */
export interface Egress {
  /** A kind of `modules/ecs-connector/egress-kinds.ts`. */
  readonly kind: string;
  /** The route, or the route table without a default route. */
  readonly range: Range;
}

/** Whether a task needs a public IP address with this kind of egress. */
export const isPublicKind = (kind: string): boolean =>
  EGRESS_KINDS.some(({ name, publicIp }) => name === kind && publicIp);

const TARGETS = EGRESS_KINDS.flatMap(({ name, targets }) =>
  targets.map((target) => ({ ...target, name })),
);

/** The kind of egress by the gateway's resource type. */
const KIND_OF_GATEWAY: Readonly<Record<string, string>> = {
  aws_internet_gateway: "internet-gateway",
  aws_vpn_gateway: "virtual-private-gateway",
  aws_egress_only_internet_gateway: "egress-only-gateway",
};

const ANYWHERE = ["0.0.0.0/0", "::/0"];

/** The default routes of a module's route tables. */
export class Routes {
  constructor(private readonly module: Module) {}

  /** @returns undefined if the configuration doesn't define it */
  egressOf(table: Block): Egress | undefined {
    const routes = [...nestedBlocks(table.body, "route"), ...this.routesOf(table)];
    const defaults = routes.filter((route) => ANYWHERE.includes(destinationOf(route) ?? ""));
    const [first] = defaults;
    if (first !== undefined) {
      const kinds = new Set(defaults.map(kindOf));
      const [kind] = kinds;
      return kinds.size === 1 && kind !== undefined
        ? { kind, range: targetOf(first)?.range ?? first.range }
        : undefined;
    }
    const isKnown =
      routes.every((route) => destinationOf(route) !== undefined) &&
      !this.hasOpenRoutes() &&
      !table.body.attributes.has("route") &&
      !table.body.attributes.has("propagating_vgws");
    return isKnown ? { kind: NO_DEFAULT_ROUTE, range: table.range } : undefined;
  }

  private routesOf(table: Block): Body[] {
    return blocksOf(this.module, "resource", "aws_route")
      .filter(({ body }) => {
        const found = valueOf(body, "route_table_id");
        return found !== undefined && referencesIn(found).some((each) => leadsTo(each, table));
      })
      .map(({ body }) => body);
  }

  /** Whether a route's table is unknown, so that it may be any. */
  private hasOpenRoutes(): boolean {
    const isOpen = ({ body }: Block) => {
      const found = valueOf(body, "route_table_id");
      return found === undefined || !referencesIn(found).some(({ root }) => isTable(root));
    };
    return (
      blocksOf(this.module, "resource", "aws_route").some(isOpen) ||
      blocksOf(this.module, "resource", "aws_vpn_gateway_route_propagation").length > 0
    );
  }
}

export const isTable = (type: string): boolean =>
  ["aws_route_table", "aws_default_route_table"].includes(type);

/** Whether a reference is to a block. */
export const leadsTo = ({ root, steps }: Reference, { labels: [type, name] }: Block): boolean =>
  root === type && steps[0] === name;

/** The destination of a route; undefined if it is not a literal. */
function destinationOf(route: Body): string | undefined {
  for (const name of [
    "cidr_block",
    "destination_cidr_block",
    "ipv6_cidr_block",
    "destination_ipv6_cidr_block",
  ]) {
    const value = valueOf(route, name);
    if (value?.kind === "literal" && value.value !== null && value.value !== "")
      return String(value.value);
  }
  // A prefix list never covers all addresses.
  return ["destination_prefix_list_id", "prefix_list_id"].some((name) => route.attributes.has(name))
    ? "prefix list"
    : undefined;
}

const isGiven = (value: Expression) =>
  !(value.kind === "literal" && (value.value === null || value.value === ""));

const targetOf = (route: Body) =>
  [...route.attributes.values()].find(
    ({ name, value }) => TARGETS.some(({ attribute }) => attribute === name) && isGiven(value),
  );

function kindOf(route: Body): string | undefined {
  const target = targetOf(route);
  if (target === undefined) return undefined;
  const { name, value } = target;
  const own = TARGETS.filter(({ attribute }) => attribute === name);
  if (name !== "gateway_id") return own[0]?.name;
  if (value.kind === "literal")
    return own.find(({ prefix = "" }) => String(value.value).startsWith(prefix))?.name;
  const [reference] = referencesIn(value);
  return reference === undefined ? undefined : KIND_OF_GATEWAY[reference.root];
}

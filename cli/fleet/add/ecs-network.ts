import { GATEWAY_SERVICE } from "../../../modules/ecs-connector/endpoint-services";
import type { Part } from "./part";
import { type Values, block, list, number, object, text, texts } from "./values";

/** Inputs of the network: subnets, security groups, routes. @param service the ECS service */
export function networkInputs(part: Part, service: Values): Values {
  const network = block(service["network_configuration"]);
  const group = part.one("aws_security_group", "connector");
  const own = text(group?.["id"]);
  return {
    subnetIds: inOrder(part, texts(network["subnets"])),
    securityGroupIds: texts(network["security_groups"]).filter((id) => id !== own),
    createSecurityGroup: group !== undefined,
    // Routes are read only where nothing was set.
    assignPublicIp:
      part.data("aws_route_table", "effective").length > 0 ? null : network["assign_public_ip"],
    egress: egressOf(part, group),
  };
}

/** As they were given, which a set forgets: by the first one the VPC is kept. */
function inOrder(part: Part, subnets: readonly string[]): readonly string[] {
  const given = part.data("aws_subnet", "selected").map(({ id }) => text(id) ?? "");
  const first = text(object(part.one("terraform_data", "vpc")?.["triggers_replace"])["subnet"]);
  const order = [...(first === undefined ? [] : [first]), ...given];
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return subnets.toSorted((a, b) => place(a) - place(b));
}

const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/** What the group lets out, besides the way to the VPC endpoints. */
function egressOf(part: Part, group: Values | undefined): Values | undefined {
  if (group === undefined) return undefined;
  const gateways = part.all("aws_vpc_endpoint", "gateway").map(({ values }) => values);
  const ownLists = gateways.map((each) => text(each["prefix_list_id"]));
  const rules = list(group["egress"])
    .map(object)
    .map((rule) => ({
      rule,
      cidrs: [...texts(rule["cidr_blocks"]), ...texts(rule["ipv6_cidr_blocks"])],
      lists: texts(rule["prefix_list_ids"]).filter((id) => !ownLists.includes(id)),
    }))
    .filter(({ cidrs, lists }) => cidrs.length + lists.length > 0);
  const cidrs = unique(rules.flatMap((each) => each.cidrs));
  return {
    cidrBlocks: cidrs.toSorted().join() === EVERYWHERE.join() ? [] : cidrs,
    prefixListIds: unique(rules.flatMap((each) => each.lists)),
    ports: unique(rules.flatMap(({ rule }) => portsOf(rule) ?? [])),
    vpcEndpoints: [
      ...part.all("aws_vpc_endpoint", "interface").map(({ key }) => String(key)),
      ...gateways.map(() => GATEWAY_SERVICE),
    ],
  };
}

/** As the input has them; undefined for all. */
function portsOf(rule: Values): string | undefined {
  if (rule["protocol"] === "-1") return undefined;
  const from = number(rule["from_port"]);
  const to = number(rule["to_port"]);
  return from === to ? String(from) : `${from}-${to}`;
}

const unique = (values: readonly string[]) => [...new Set(values)];

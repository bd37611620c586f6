import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Construct } from "constructs";
import { type Expression, type StringMap, type Value, hcl } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { type Names, nameExpression } from "../naming-expressions";
import type { ecsConnectorInputs } from "./inputs";
import type { VpcEndpoints } from "./vpc-endpoints";

export interface SecurityGroupProps {
  readonly create: Value<boolean>;
  readonly egress: ResolvedInputs<typeof ecsConnectorInputs>["egress"];
  /** Reached over port 443, wherever else the tasks may connect to. */
  readonly endpoints: VpcEndpoints;
  readonly vpcId: Expression<string>;
  readonly names: Names;
  readonly tags: Value<StringMap>;
}

/** The tasks' own security group; none or one. Nothing comes in. */
export function makeSecurityGroup(
  scope: Construct,
  { create, egress, endpoints, vpcId, names, tags }: SecurityGroupProps,
): SecurityGroup {
  // No description and inline rules, as the public module has them: either change would replace the group.
  const group = new SecurityGroup(scope, "aws_security_group.connector", {
    // A prefix, so that a group that is replaced can be made before the old one, which the service still uses, goes.
    namePrefix: `${nameExpression("securityGroup", names).asString}-`,
    vpcId: vpcId.asString,
    egress: egressRules(egress, endpoints),
    tags: hcl`${tags}`.asMap,
    // Groups that have a name without such an end keep it.
    lifecycle: { createBeforeDestroy: true, ignoreChanges: ["name", "name_prefix"] },
  });
  group.addOverride("count", hcl`${create} ? 1 : 0`);
  return group;
}

/** Port of the rule that lets everything out. */
const ALL_PORTS = "0";
/** Protocols by port; TCP for all others. */
const PROTOCOLS = { [ALL_PORTS]: ["-1"], "53": ["tcp", "udp"] };

/** The rules as a value: one for each port and protocol. https://developer.hashicorp.com/terraform/language/attr-as-blocks */
function egressRules(
  { cidrBlocks, prefixListIds, ports, vpcEndpoints }: SecurityGroupProps["egress"],
  endpoints: VpcEndpoints,
): Expression<never> {
  const isAnywhere = hcl`length(${cidrBlocks}) + length(${prefixListIds}) == 0`;
  const blocks = hcl`(${isAnywhere} ? ["0.0.0.0/0", "::/0"] : ${cidrBlocks})`;
  const range = hcl`split("-", port)`;
  const rule = {
    description: "",
    protocol: hcl`protocol`,
    from_port: hcl`tonumber(${range}[0])`,
    to_port: hcl`tonumber(reverse(${range})[0])`,
    cidr_blocks: hcl`[for block in ${blocks} : block if !strcontains(block, ":")]`,
    ipv6_cidr_blocks: hcl`[for block in ${blocks} : block if strcontains(block, ":")]`,
    prefix_list_ids: prefixListIds,
    security_groups: [],
    self: false,
  };
  const allPorts = hcl`(length(${ports}) == 0 ? ${[ALL_PORTS]} : ${ports})`;
  const asked = hcl`flatten([for port in ${allPorts} : [for protocol in lookup(${PROTOCOLS}, port, ["tcp"]) : ${rule}]])`;
  const toEndpoints = {
    ...rule,
    protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_blocks: [],
    ipv6_cidr_blocks: [],
    prefix_list_ids: endpoints.prefixListIds,
    security_groups: endpoints.securityGroupIds,
  };
  return hcl`concat(${asked}, length(${vpcEndpoints}) > 0 ? [${toEndpoints}] : [])`;
}

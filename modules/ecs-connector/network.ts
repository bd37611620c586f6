import { DataAwsRouteTable } from "@cdktf/provider-aws/lib/data-aws-route-table";
import { DataAwsRouteTables } from "@cdktf/provider-aws/lib/data-aws-route-tables";
import { DataAwsSecurityGroups } from "@cdktf/provider-aws/lib/data-aws-security-groups";
import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { Held } from "../../lib/held";
import { local } from "../../lib/local";
import {
  Check,
  type Condition,
  addPostconditions,
  addPreconditions,
} from "../../lib/terraform-features";
import { defaultRoute, kindOfRoute } from "./egress-expressions";
import { NO_DEFAULT_ROUTE, PUBLIC_KINDS } from "./egress-kinds";

/** What {@link Network} needs; values may be references. */
export interface NetworkProps {
  readonly aws: AwsContext;
  readonly subnetIds: unknown;
  readonly vpcId: unknown;
  readonly assignPublicIp: unknown;
  readonly securityGroupIds: unknown;
  /** What must be there before the route tables are read. */
  readonly waitFor: unknown;
  readonly nameSuffix: Expression;
  readonly tags: unknown;
}

/**
 * Where the connector's tasks run and how they get out: checks the subnets, finds each one's effective route table,
 * and derives from it whether the tasks need a public IP address.
 */
export class Network extends Construct {
  /** Whether tasks get a public IP address: what was asked for, else what the routes call for. */
  readonly assignPublicIp: Expression;
  /** Subnet id to the kind of its default route. */
  readonly egress: Expression;
  readonly securityGroup: SecurityGroup;
  /** The ids of all security groups of the tasks. */
  readonly securityGroupIds: Expression;
  /** What must hold before tasks are started here. */
  readonly preconditions: readonly Condition[];

  private readonly derived: Expression;
  private readonly withoutDefaultRoute: Expression;
  private readonly publicSubnets: Expression;
  private readonly privateSubnets: Expression;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkProps,
  ) {
    super(scope, id);
    const subnets = this.readSubnets(this.findSubnets());
    const vpcId = this.chooseVpc(subnets);
    const routeTables = this.findRouteTables(vpcId, subnets);
    const kinds = this.findKinds(routeTables);

    this.egress = local(
      this,
      "egress",
      hcl`{ for i, id in ${props.subnetIds} : id => ${kinds}[i] }`,
    );
    this.withoutDefaultRoute = this.subnetsWhere(
      "subnets_without_default_route",
      hcl`kind == ${NO_DEFAULT_ROUTE}`,
    );
    this.publicSubnets = this.subnetsWhere("public_subnets", hcl`contains(${PUBLIC_KINDS}, kind)`);
    this.privateSubnets = this.subnetsWhere(
      "private_subnets",
      hcl`kind != ${NO_DEFAULT_ROUTE} && !contains(${PUBLIC_KINDS}, kind)`,
    );
    this.derived = hcl`alltrue([for kind in ${kinds} : contains(${PUBLIC_KINDS}, kind)])`;
    this.assignPublicIp = local(
      this,
      "assign_public_ip",
      hcl`${props.assignPublicIp} != null ? ${props.assignPublicIp} : ${this.derived}`,
    );
    const added = this.findSecurityGroups();
    this.securityGroup = this.makeSecurityGroup(vpcId, subnets, added);
    this.securityGroupIds = hcl`concat([${this.securityGroup.id}], length(${added.fqn}) > 0 ? ${props.securityGroupIds} : [])`;
    this.preconditions = this.requireWayOut();
    this.warnOfContradiction();
  }

  /** Looks the subnets up as a set first: asking for one that does not exist would end in a message that names none. */
  private findSubnets(): DataAwsSubnets {
    const { aws, subnetIds } = this.props;
    const subnets = new DataAwsSubnets(this, "data.aws_subnets.existing", {
      filter: [{ name: "subnet-id", values: hcl`${subnetIds}`.asList }],
    });
    const missing = hcl`setsubtract(${subnetIds}, self.ids)`;
    addPostconditions(subnets, [
      {
        condition: hcl`length(${missing}) == 0`,
        errorMessage: text`subnetIds: there is no ${hcl`join(", ", ${missing})`} in account ${aws.current.accountId}, region ${aws.current.region}. Correct the ids, or the region and credentials that Terraform runs with.`,
      },
    ]);
    return subnets;
  }

  private readSubnets(existing: DataAwsSubnets): DataAwsSubnet {
    const subnets = new DataAwsSubnet(this, "data.aws_subnet.selected", {
      // After the lookup above, by a reference: depends_on would put it off for any pending change upstream.
      id: hcl`[${this.props.subnetIds}[count.index], ${existing.fqn}.id][0]`.asString,
    });
    // By count, not by key, so that subnets made in the same apply can be planned.
    subnets.addOverride("count", this.subnetCount());
    return subnets;
  }

  /** The VPC that was given, else the first subnet's, which is held: a group of an unknown VPC would be replaced. */
  private chooseVpc(subnets: DataAwsSubnet): Expression {
    const { vpcId, subnetIds } = this.props;
    const held = new Held(this, "terraform_data.vpc", {
      values: { subnets_vpc_id: hcl`${subnets.fqn}[0].vpc_id` },
      until: { subnet: hcl`${subnetIds}[0]` },
    });
    return local(
      this,
      "vpc_id",
      hcl`${vpcId} != null ? ${vpcId} : ${held.value("subnets_vpc_id")}`,
    );
  }

  /**
   * Each subnet's effective route table: the one it is associated with, else its VPC's main one.
   * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
   */
  private findRouteTables(vpcId: Expression, subnets: DataAwsSubnet): DataAwsRouteTable {
    const dependsOn = [new TerraformLocal(this, "local.wait_for", this.props.waitFor)];
    const main = new DataAwsRouteTables(this, "data.aws_route_tables.main", {
      vpcId: vpcId.asString,
      filter: [{ name: "association.main", values: ["true"] }],
      dependsOn,
    });
    const associated = new DataAwsRouteTables(this, "data.aws_route_tables.associated", {
      filter: [
        { name: "association.subnet-id", values: [hcl`${subnets.fqn}[count.index].id`.asString] },
      ],
      dependsOn,
    });
    associated.addOverride("count", this.subnetCount());
    const effective = new DataAwsRouteTable(this, "data.aws_route_table.effective", {
      routeTableId:
        hcl`one(concat(${associated.fqn}[count.index].ids, length(${associated.fqn}[count.index].ids) == 0 ? ${main.fqn}.ids : []))`
          .asString,
      dependsOn,
    });
    effective.addOverride("count", this.subnetCount());
    return effective;
  }

  private findKinds(routeTables: DataAwsRouteTable): Expression {
    const routes = local(
      this,
      "default_routes",
      hcl`[for table in ${routeTables.fqn} : ${defaultRoute("table")}]`,
    );
    return local(this, "egress_kinds", hcl`[for r in ${routes} : ${kindOfRoute()}]`);
  }

  private subnetsWhere(name: string, condition: Expression): Expression {
    return local(this, name, hcl`[for id, kind in ${this.egress} : id if ${condition}]`);
  }

  private makeSecurityGroup(
    vpcId: Expression,
    subnets: DataAwsSubnet,
    added: DataAwsSecurityGroups,
  ): SecurityGroup {
    // No description and an inline rule, as the public module has them: either change would replace the group.
    const group = new SecurityGroup(this, "aws_security_group.connector", {
      name: text`apono-connector-sg-${this.props.nameSuffix}`.asString,
      vpcId: vpcId.asString,
      egress: [{ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }],
      tags: hcl`${this.props.tags}`.asMap,
    });
    const strangers = hcl`[for subnet in ${subnets.fqn} : "\${subnet.id} (\${subnet.vpc_id})" if subnet.vpc_id != ${vpcId}]`;
    const mend = hcl`${this.props.vpcId} != null ? ${text`vpcId: ${vpcId} does not own`} : ${text`subnetIds: the first subnet is in ${vpcId}, but not`}`;
    const strangeGroups = hcl`flatten([for found in ${added.fqn} : [for i, id in found.ids : "\${id} (\${found.vpc_ids[i]})" if found.vpc_ids[i] != ${vpcId}]])`;
    addPreconditions(group, [
      {
        condition: hcl`length(${strangers}) == 0`,
        errorMessage: text`${mend} ${hcl`join(", ", ${strangers})`}. Give subnets of one VPC, and leave vpcId out or set it to theirs.`,
      },
      {
        condition: hcl`length(${strangeGroups}) == 0`,
        errorMessage: text`securityGroupIds: ${hcl`join(", ", ${strangeGroups})`} is not in the subnets' VPC ${vpcId}. Give security groups of that VPC.`,
      },
    ]);
    return group;
  }

  private findSecurityGroups(): DataAwsSecurityGroups {
    const { aws, securityGroupIds } = this.props;
    const groups = new DataAwsSecurityGroups(this, "data.aws_security_groups.added", {
      filter: [{ name: "group-id", values: hcl`${securityGroupIds}`.asList }],
    });
    groups.addOverride("count", hcl`length(${securityGroupIds}) > 0 ? 1 : 0`);
    const missing = hcl`setsubtract(${securityGroupIds}, self.ids)`;
    addPostconditions(groups, [
      {
        condition: hcl`length(${missing}) == 0`,
        errorMessage: text`securityGroupIds: there is no ${hcl`join(", ", ${missing})`} in account ${aws.current.accountId}, region ${aws.current.region}. Correct the ids.`,
      },
    ]);
    return groups;
  }

  private requireWayOut(): Condition[] {
    const overruled = hcl`${this.props.assignPublicIp} != null`;
    const mixed = hcl`length(${this.publicSubnets}) > 0 && length(${this.privateSubnets}) > 0`;
    return [
      {
        condition: hcl`${overruled} || length(${this.withoutDefaultRoute}) == 0`,
        errorMessage: text`subnetIds: ${hcl`join(", ", ${this.withoutDefaultRoute})`} has no default route, so the connector could reach neither Apono nor its image. Route 0.0.0.0/0 to a NAT gateway (or to an internet gateway, in a public subnet), choose other subnets, or set assignPublicIp if there is a way out that route tables don't show.`,
      },
      {
        condition: hcl`${overruled} || !(${mixed})`,
        errorMessage: text`subnetIds: ${hcl`join(", ", ${this.publicSubnets})`} has a default route to an internet gateway, where a task needs a public IP address, and ${hcl`join(", ", ${this.privateSubnets})`} has not. Use subnets of one kind, or set assignPublicIp yourself.`,
      },
    ];
  }

  /** What is set explicitly wins, and is only remarked on. */
  private warnOfContradiction(): void {
    const { assignPublicIp } = this.props;
    const notPublic = hcl`concat(${this.privateSubnets}, ${this.withoutDefaultRoute})`;
    const when = (value: boolean) =>
      hcl`${assignPublicIp} == null ? true : ${assignPublicIp} != ${value}`;
    new Check(this, "check.assign_public_ip", [
      {
        condition: hcl`${when(true)} || length(${notPublic}) == 0`,
        errorMessage: text`assignPublicIp is true, but no internet gateway is behind ${hcl`join(", ", [for id in ${notPublic} : "\${id} (\${${this.egress}[id]})"])`}: a public IP address has no use there. Leave assignPublicIp out to have it derived.`,
      },
      {
        condition: hcl`${when(false)} || length(${this.publicSubnets}) == 0`,
        errorMessage: text`assignPublicIp is false, but the way out of ${hcl`join(", ", ${this.publicSubnets})`} is an internet gateway, which serves public IP addresses only: tasks there can't pull the connector's image. Leave assignPublicIp out to have it derived.`,
      },
    ]);
  }

  private subnetCount(): Expression {
    return hcl`length(${this.props.subnetIds})`;
  }
}

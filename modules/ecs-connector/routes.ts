import { DataAwsRouteTable } from "@cdktf/provider-aws/lib/data-aws-route-table";
import { DataAwsRouteTables } from "@cdktf/provider-aws/lib/data-aws-route-tables";
import type { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Expression, type Value, hcl, text, type StringMap } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import type { Condition } from "../../lib/terraform-features";
import { defaultRoute, kindOfRoute, kindWithoutDefaultRoute } from "./egress-expressions";
import {
  IPV6_ONLY,
  NO_DEFAULT_ROUTE,
  WITHOUT_IPV4_ROUTE,
  PUBLIC_KINDS,
  ROUTE_FIX,
} from "./egress-kinds";

export interface RoutesProps {
  readonly subnetIds: Value<readonly string[]>;
  readonly subnets: DataAwsSubnet;
  readonly vpcId: Expression<string>;
  readonly assignPublicIp: Value<boolean | null>;
  /** Whether the route tables are needed for more than assignPublicIp. */
  readonly areTablesNeeded: Expression<boolean>;
  /** What must be there before the route tables are read. */
  readonly lookupAfter: readonly ITerraformDependable[];
}

/**
 * How the subnets get out, by each one's effective route table, and whether the tasks need a public IP address for it.
 * If assignPublicIp is set, no route is judged; then none is read, and no permission to read them is needed, unless they
 * are needed otherwise.
 */
export class Routes extends Construct {
  /** Whether tasks get a public IP address: as configured, otherwise as the routes require. */
  readonly assignPublicIp: Expression<boolean>;
  /** Subnet ID to the kind of its default route; empty if assignPublicIp is set. */
  readonly egress: Expression<StringMap>;
  /** The subnets' route tables; empty if none is read. */
  readonly tableIds: Expression<readonly string[]>;
  /** What must hold before tasks are started here. */
  readonly preconditions: readonly Condition[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RoutesProps,
  ) {
    super(scope, id);
    const { assignPublicIp } = props;
    const tables = this.findRouteTables();
    this.tableIds = hcl`distinct(${tables.fqn}[*].id)`;
    const kinds = this.findKinds(tables);
    this.egress = local(
      this,
      "egress",
      hcl`{ for i, kind in ${kinds} : ${props.subnetIds}[i] => kind }`,
    );
    const derived = hcl`alltrue([for kind in ${kinds} : contains(${PUBLIC_KINDS}, kind)])`;
    this.assignPublicIp = local(
      this,
      "assign_public_ip",
      hcl`${assignPublicIp} != null ? ${assignPublicIp} : ${derived}`,
    );
    this.preconditions = this.requireWayOut();
  }

  /**
   * Each subnet's effective route table: the one it is associated with, else its VPC's main one.
   * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
   */
  private findRouteTables(): DataAwsRouteTable {
    const { vpcId, subnets, subnetIds, lookupAfter } = this.props;
    const areRead = hcl`(${this.props.assignPublicIp} == null || ${this.props.areTablesNeeded})`;
    const count = hcl`${areRead} ? length(${subnetIds}) : 0`;
    const dependsOn = [...lookupAfter];
    const main = new DataAwsRouteTables(this, "data.aws_route_tables.main", {
      vpcId: vpcId.asString,
      filter: [{ name: "association.main", values: ["true"] }],
      dependsOn,
    });
    main.addOverride("count", hcl`${areRead} ? 1 : 0`);
    const associated = new DataAwsRouteTables(this, "data.aws_route_tables.associated", {
      filter: [
        { name: "association.subnet-id", values: [hcl`${subnets.fqn}[count.index].id`.asString] },
      ],
      dependsOn,
    });
    associated.addOverride("count", count);
    const effective = new DataAwsRouteTable(this, "data.aws_route_table.effective", {
      routeTableId:
        hcl`one(concat(${associated.fqn}[count.index].ids, length(${associated.fqn}[count.index].ids) == 0 ? ${main.fqn}[0].ids : []))`
          .asString,
      dependsOn,
    });
    effective.addOverride("count", count);
    return effective;
  }

  private findKinds(tables: DataAwsRouteTable): Expression<readonly string[]> {
    const routes = local(
      this,
      "default_routes",
      hcl`[for table in ${tables.fqn} : ${defaultRoute("table")} if ${this.props.assignPublicIp} == null]`,
    );
    const without = local(
      this,
      "without_default_route",
      hcl`[for table in ${tables.fqn} : ${kindWithoutDefaultRoute("table")}]`,
    );
    return local(
      this,
      "egress_kinds",
      hcl`[for i, r in ${routes} : r == null ? ${without}[i] : ${kindOfRoute()}]`,
    );
  }

  private subnetsWhere(
    name: string,
    condition: Expression<boolean>,
  ): Expression<readonly string[]> {
    return local(this, name, hcl`[for id, kind in ${this.egress} : id if ${condition}]`);
  }

  private requireWayOut(): Condition[] {
    const without = this.subnetsWhere(
      "subnets_without_default_route",
      hcl`kind == ${NO_DEFAULT_ROUTE}`,
    );
    const ipv6Only = this.subnetsWhere("ipv6_only_subnets", hcl`kind == ${IPV6_ONLY}`);
    const open = this.subnetsWhere("public_subnets", hcl`contains(${PUBLIC_KINDS}, kind)`);
    const inward = this.subnetsWhere(
      "private_subnets",
      hcl`!contains(${[...WITHOUT_IPV4_ROUTE, ...PUBLIC_KINDS]}, kind)`,
    );
    return [
      {
        condition: hcl`length(${without}) == 0`,
        errorMessage: text`subnetIds: ${hcl`join(", ", ${without})`} has no default route, so the connector could reach neither Apono nor its image. ${ROUTE_FIX}`,
      },
      {
        condition: hcl`length(${ipv6Only}) == 0`,
        errorMessage: text`subnetIds: ${hcl`join(", ", ${ipv6Only})`} has a default route for IPv6 (::/0) only, so the connector could not reach hosts with IPv4 only. ${ROUTE_FIX}`,
      },
      {
        condition: hcl`length(${open}) == 0 || length(${inward}) == 0`,
        errorMessage: text`subnetIds: ${hcl`join(", ", ${open})`} has a default route to an internet gateway, which requires a public IP address, and ${hcl`join(", ", ${inward})`} does not. Use subnets of one kind, or set assignPublicIp.`,
      },
    ];
  }
}

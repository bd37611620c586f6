import { DataAwsSecurityGroups } from "@cdktf/provider-aws/lib/data-aws-security-groups";
import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl, text } from "../../lib/hcl";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { KeptValue } from "../../lib/kept-value";
import { local } from "../../lib/local-value";
import { type Condition, addPostconditions } from "../../lib/terraform-features";
import { SOME_SECURITY_GROUP } from "../cross-inputs";
import { GATEWAY_SERVICE } from "./endpoint-services";
import type { Names } from "../naming-expressions";
import { Routes } from "./routes";
import { type SecurityGroupProps, makeSecurityGroup } from "./security-group";
import { VpcEndpoints } from "./vpc-endpoints";

export interface NetworkProps {
  readonly aws: AwsContext;
  readonly subnetIds: Value<readonly string[]>;
  readonly vpcId: Value<string | null>;
  readonly assignPublicIp: Value<boolean | null>;
  readonly securityGroupIds: Value<readonly string[]>;
  readonly createSecurityGroup: Value<boolean>;
  readonly securityGroupEgress: SecurityGroupProps["egress"];
  /** What must be there before the route tables are read. */
  readonly lookupAfter: readonly ITerraformDependable[];
  readonly names: Names;
  readonly tags: Value<StringMap>;
}

/**
 * Where the connector's tasks run: checks the subnets and security groups, and makes the tasks' own group.
 */
export class Network extends Construct {
  /** Whether tasks get a public IP address: as configured, otherwise as the routes require. */
  readonly assignPublicIp: Expression<boolean>;
  /** Subnet ID to the kind of its default route; empty if assignPublicIp is set. */
  readonly egress: Expression<StringMap>;
  readonly securityGroup: SecurityGroup;
  /** The ID of the tasks' own group; null if there is none. */
  readonly securityGroupId: Expression<string | null>;
  /** The ids of all security groups of the tasks. */
  readonly securityGroupIds: Expression<readonly string[]>;
  /** What must hold before tasks are started here. */
  readonly preconditions: readonly Condition[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkProps,
  ) {
    super(scope, id);
    const subnets = this.readSubnets(this.findSubnets());
    const vpcId = this.chooseVpc(subnets);
    const { subnetIds, assignPublicIp, lookupAfter, names, tags } = props;
    const { vpcEndpoints } = props.securityGroupEgress;
    const routes = new Routes(this, "routes", {
      subnetIds,
      subnets,
      vpcId,
      assignPublicIp,
      areTablesNeeded: hcl`contains(${vpcEndpoints}, ${GATEWAY_SERVICE})`,
      lookupAfter,
    });
    this.assignPublicIp = routes.assignPublicIp;
    this.egress = routes.egress;
    const added = this.findSecurityGroups();
    this.preconditions = [...this.requireOneVpc(vpcId, subnets, added), ...routes.preconditions];
    const endpoints = new VpcEndpoints(this, "endpoints", {
      services: vpcEndpoints,
      vpcId,
      subnets,
      routeTableIds: routes.tableIds,
      names,
      tags,
    });
    this.securityGroup = makeSecurityGroup(this, {
      create: props.createSecurityGroup,
      egress: props.securityGroupEgress,
      endpoints,
      vpcId,
      names,
      tags,
    });
    this.securityGroupId = hcl`one(${this.securityGroup.fqn}[*].id)`;
    this.securityGroupIds = hcl`concat(${this.securityGroup.fqn}[*].id, length(${added.fqn}) > 0 ? ${props.securityGroupIds} : [])`;
  }

  /** Looks the subnets up as a set first: reading one that does not exist would fail without naming it. */
  private findSubnets(): DataAwsSubnets {
    const { aws, subnetIds } = this.props;
    const subnets = new DataAwsSubnets(this, "data.aws_subnets.existing", {
      filter: [{ name: "subnet-id", values: hcl`${subnetIds}`.asList }],
    });
    const missing = hcl`setsubtract(${subnetIds}, self.ids)`;
    addPostconditions(subnets, [
      {
        condition: hcl`length(${missing}) == 0`,
        errorMessage: text`subnetIds: there is no ${hcl`join(", ", ${missing})`} in account ${aws.current.accountId}, region ${aws.current.region}. Correct the IDs, or the region and credentials that Terraform runs with.`,
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

  /** The configured VPC, otherwise the first subnet's. It is kept: Terraform would replace a group whose VPC is unknown. */
  private chooseVpc(subnets: DataAwsSubnet): Expression<string> {
    const { vpcId, subnetIds } = this.props;
    const kept = new KeptValue(this, "terraform_data.vpc", {
      values: { subnets_vpc_id: hcl`${subnets.fqn}[0].vpc_id` },
      until: { subnet: hcl`${subnetIds}[0]` },
    });
    return local(
      this,
      "vpc_id",
      hcl`${vpcId} != null ? ${vpcId} : ${kept.value("subnets_vpc_id")}`,
    );
  }

  /** What the subnets and groups must be, besides routed. */
  private requireOneVpc(
    vpcId: Expression<string>,
    subnets: DataAwsSubnet,
    added: DataAwsSecurityGroups,
  ): readonly Condition[] {
    const { createSecurityGroup, securityGroupIds } = this.props;
    const strangers = hcl`[for subnet in ${subnets.fqn} : "\${subnet.id} (\${subnet.vpc_id})" if subnet.vpc_id != ${vpcId}]`;
    const mismatch = hcl`${this.props.vpcId} != null ? ${text`vpcId: ${vpcId} does not own`} : ${text`subnetIds: the first subnet is in ${vpcId}, but not`}`;
    const strangeGroups = hcl`flatten([for found in ${added.fqn} : [for i, id in found.ids : "\${id} (\${found.vpc_ids[i]})" if found.vpc_ids[i] != ${vpcId}]])`;
    return [
      {
        condition: hcl`length(${strangers}) == 0`,
        errorMessage: text`${mismatch} ${hcl`join(", ", ${strangers})`}. Give subnets of one VPC, and leave vpcId out or set it to theirs.`,
      },
      {
        condition: hcl`length(${strangeGroups}) == 0`,
        errorMessage: text`securityGroupIds: ${hcl`join(", ", ${strangeGroups})`} is not in the subnets' VPC ${vpcId}. Give security groups of that VPC.`,
      },
      crossCondition(SOME_SECURITY_GROUP, { createSecurityGroup, securityGroupIds }),
    ];
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
        errorMessage: text`securityGroupIds: there is no ${hcl`join(", ", ${missing})`} in account ${aws.current.accountId}, region ${aws.current.region}. Correct the IDs.`,
      },
    ]);
    return groups;
  }

  private subnetCount(): Expression<number> {
    return hcl`length(${this.props.subnetIds})`;
  }
}

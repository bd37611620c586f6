import { DataAwsEcsClusters } from "@cdktf/provider-aws/lib/data-aws-ecs-clusters";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import {
  type Expression,
  type StringMap,
  type Value,
  hcl,
  present,
  rawHcl,
  text,
} from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { type Condition, addPostconditions, addPreconditions } from "../../lib/terraform-features";
import { type Names, nameExpression } from "../naming-expressions";

export interface ClusterProps {
  readonly aws: AwsContext;
  readonly clusterArn: Value<string | null>;
  /** Whether to create a cluster; null: clusterArn decides. */
  readonly createCluster: Value<boolean | null>;
  /** Container Insights; null: the account's setting. */
  readonly containerInsights: Value<string | null>;
  readonly names: Names;
  readonly tags: Value<StringMap>;
  /**
   * Resources with unique names, which fail if the name is taken. CreateCluster instead adopts an existing cluster of the
   * same name, even of another state, and would later destroy it: so the cluster comes after them.
   * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
   */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The ECS cluster that the connector runs in: created, or an existing one. */
export class Cluster extends Construct {
  readonly cluster: EcsCluster;
  readonly capacityProviders: EcsClusterCapacityProviders;
  /** The cluster's ARN, whichever it is. */
  readonly arn: Expression<string>;
  /** What must hold before a service is planned in it. */
  readonly preconditions: readonly Condition[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterProps,
  ) {
    super(scope, id);
    const { clusterArn, createCluster, containerInsights, names, tags, dependsOn } = props;
    const creates = hcl`${createCluster} != null ? ${createCluster} : ${clusterArn} == null`;
    const count = local(this, "cluster_count", hcl`${creates} ? 1 : 0`);
    this.cluster = new EcsCluster(this, "aws_ecs_cluster.connector", {
      name: nameExpression("cluster", names).asString,
      tags: hcl`${tags}`.asMap,
      dependsOn: [...dependsOn],
    });
    addPreconditions(this.cluster, [
      {
        condition: hcl`${clusterArn} == null`,
        errorMessage: text`createCluster is true, and clusterArn is ${hcl`jsonencode(${clusterArn})`}, so two clusters are chosen. Set only one of the two.`,
      },
    ]);
    this.cluster.addOverride("count", count);
    this.cluster.addOverride("dynamic.setting", {
      for_each: present(containerInsights),
      content: { name: "containerInsights", value: rawHcl("setting.value") },
    });
    this.capacityProviders = new EcsClusterCapacityProviders(
      this,
      "aws_ecs_cluster_capacity_providers.connector",
      {
        clusterName: hcl`${this.cluster.fqn}[0].name`.asString,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      },
    );
    this.capacityProviders.addOverride("count", count);
    this.arn = local(
      this,
      "cluster_arn",
      hcl`${count} == 0 ? ${clusterArn} : one(${this.cluster.fqn}[*].arn)`,
    );
    this.preconditions = [
      {
        condition: hcl`${count} == 1 || ${clusterArn} != null`,
        errorMessage: text`createCluster is false, and clusterArn is not set. Set clusterArn to the cluster to run in, or leave createCluster out.`,
      },
    ];
    this.findExisting(count);
  }

  private findExisting(count: Expression<number>): void {
    const { aws, clusterArn } = this.props;
    const clusters = new DataAwsEcsClusters(this, "data.aws_ecs_clusters.existing", {});
    clusters.addOverride("count", hcl`1 - ${count}`);
    addPostconditions(clusters, [
      {
        // The provider returns null, not an empty list, if there is no cluster.
        condition: hcl`${clusterArn} == null || try(contains(self.cluster_arns, ${clusterArn}), false)`,
        errorMessage: text`clusterArn: there is no active cluster ${hcl`coalesce(${clusterArn}, "null")`} in account ${aws.current.accountId}, region ${aws.current.region}. Correct it, or leave it out to create a cluster.`,
      },
    ]);
  }
}

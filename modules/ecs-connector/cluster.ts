import { DataAwsEcsClusters } from "@cdktf/provider-aws/lib/data-aws-ecs-clusters";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import { addPostconditions } from "../../lib/terraform-features";

/** What {@link Cluster} needs; values may be references. */
export interface ClusterProps {
  readonly aws: AwsContext;
  readonly clusterArn: unknown;
  readonly nameSuffix: Expression;
  readonly tags: unknown;
}

/** The ECS cluster that the connector runs in: its own, or one that exists. */
export class Cluster extends Construct {
  readonly cluster: EcsCluster;
  readonly capacityProviders: EcsClusterCapacityProviders;
  /** The cluster's ARN, whichever it is. */
  readonly arn: Expression;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterProps,
  ) {
    super(scope, id);
    const { clusterArn, nameSuffix, tags } = props;
    const count = hcl`${clusterArn} == null ? 1 : 0`;
    this.cluster = new EcsCluster(this, "aws_ecs_cluster.connector", {
      name: text`apono-connector-ecscluster-${nameSuffix}`.asString,
      tags: hcl`${tags}`.asMap,
    });
    this.cluster.addOverride("count", count);
    this.capacityProviders = new EcsClusterCapacityProviders(
      this,
      "aws_ecs_cluster_capacity_providers.connector",
      {
        clusterName: hcl`${this.cluster.fqn}[0].name`.asString,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      },
    );
    this.capacityProviders.addOverride("count", count);
    this.arn = hcl`${clusterArn} != null ? ${clusterArn} : one(${this.cluster.fqn}[*].arn)`;
    this.findExisting();
  }

  private findExisting(): void {
    const { aws, clusterArn } = this.props;
    const clusters = new DataAwsEcsClusters(this, "data.aws_ecs_clusters.existing", {});
    clusters.addOverride("count", hcl`${clusterArn} == null ? 0 : 1`);
    addPostconditions(clusters, [
      {
        // The provider says null, not an empty list, where there is no cluster at all.
        condition: hcl`try(contains(self.cluster_arns, ${clusterArn}), false)`,
        errorMessage: text`clusterArn: there is no active cluster ${clusterArn} in account ${aws.current.accountId}, region ${aws.current.region}. Correct it, or leave it out to have a cluster made.`,
      },
    ]);
  }
}

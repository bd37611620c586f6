import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { Construct } from "constructs";
import { KeptValue } from "../../lib/kept-value";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local-value";
import { usesIrsa } from "./identity";

export interface ClusterProps {
  readonly clusterName: string;
  readonly identity: Value<string>;
  readonly createOidcProvider: Value<boolean>;
}

/** The EKS cluster that the connector is installed in, looked up by its name. */
export class Cluster extends Construct {
  readonly data: DataAwsEksCluster;
  readonly name: Value<string>;
  /** URL of the cluster's OIDC issuer as this plan reads it; null if it has none. */
  readonly foundIssuer: Expression<string | null>;
  /** The kept issuer as IAM writes it, without `https://`; empty if there is none. */
  readonly issuerId: Expression<string>;
  /** Whether the cluster exists: true, or unknown in the plan that creates it. */
  readonly exists: Expression<boolean>;
  /**
   * When cluster and OIDC provider were chosen: the time of the plan that last changed clusterName or
   * createOidcProvider.
   */
  readonly chosenAt: Expression<string>;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { clusterName, identity, createOidcProvider } = props;
    this.name = clusterName;
    this.data = new DataAwsEksCluster(this, "data.aws_eks_cluster.this", { name: clusterName });
    // Without conditions: with one, Terraform would defer it to the apply whenever anything upstream is pending.
    this.foundIssuer = local(
      this,
      "found_oidc_issuer",
      hcl`tostring(try(one(one(${this.data.fqn}.identity).oidc).issuer, null))`,
    );
    const kept = new KeptValue(this, "terraform_data.cluster", {
      values: {
        oidc_issuer: this.foundIssuer,
        cluster_exists: hcl`${this.data.arn} != ""`,
        cluster_chosen_at: hcl`plantimestamp()`,
      },
      until: { clusterName, createOidcProvider },
    });
    kept.require([
      {
        // A mocked cluster has no endpoint that could be called.
        condition: hcl`!${usesIrsa(identity)} || !can(regex("^https?://", ${this.data.endpoint})) || ${this.foundIssuer} != null`,
        errorMessage: text`clusterName: the EKS cluster ${clusterName} has no OIDC issuer, so its service accounts can't assume an IAM role through it. Set identity = "pod-identity", or give the name of a cluster that has one.`,
      },
      {
        condition: hcl`!${usesIrsa(identity)} || coalesce(self.input.oidc_issuer, "-") == coalesce(${this.foundIssuer}, "-")`,
        errorMessage: text`clusterName: the EKS cluster ${clusterName} was recreated: the connector's role trusts the OIDC issuer ${hcl`coalesce(self.input.oidc_issuer, "none")`}, and the cluster has ${hcl`coalesce(${this.foundIssuer}, "none")`}. Trust the new one with -replace, for example: terraform apply -replace=module.apono.terraform_data.cluster`,
      },
    ]);
    this.exists = kept.value("cluster_exists");
    this.chosenAt = kept.value("cluster_chosen_at");
    this.issuerId = local(
      this,
      "oidc_issuer_id",
      hcl`replace(coalesce(${kept.value("oidc_issuer")}, "-"), "/^https://|^-$/", "")`,
    );
  }
}

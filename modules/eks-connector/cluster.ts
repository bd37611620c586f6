import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { Construct } from "constructs";
import { type Expression, hcl, text } from "../../lib/hcl";
import { local } from "../../lib/local";
import { addPostconditions } from "../../lib/terraform-features";

/** The EKS cluster that the connector is installed in, looked up by its name. */
export class Cluster extends Construct {
  readonly data: DataAwsEksCluster;
  readonly name: unknown;
  /** URL of the cluster's OIDC issuer; null where it has none. */
  readonly issuer: Expression;
  /** The issuer as IAM writes it, without `https://`; empty where there is none. */
  readonly issuerId: Expression;

  constructor(scope: Construct, id: string, clusterName: string, identity: unknown) {
    super(scope, id);
    this.name = clusterName;
    this.data = new DataAwsEksCluster(this, "data.aws_eks_cluster.this", { name: clusterName });
    addPostconditions(this.data, [
      {
        condition: hcl`${identity} != "irsa" || try(one(one(self.identity).oidc).issuer, "") != ""`,
        errorMessage: text`clusterName: the EKS cluster ${clusterName} has no OIDC issuer, so its service accounts can't take an IAM role by it. Set identity = "pod-identity", or give the name of a cluster that has one.`,
      },
    ]);
    this.issuer = local(
      this,
      "oidc_issuer",
      hcl`try(one(one(${this.data.fqn}.identity).oidc).issuer, null)`,
    );
    this.issuerId = local(
      this,
      "oidc_issuer_id",
      hcl`replace(coalesce(${this.issuer}, "-"), "/^https://|^-$/", "")`,
    );
  }
}

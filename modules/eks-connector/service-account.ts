import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl } from "../../lib/hcl";
import { usesIrsa } from "./identity";
import type { ServiceAccount } from "./trust";

/** Associates the role with the service account's pods. */
export function associatePodIdentity(
  scope: Construct,
  props: {
    readonly clusterName: string;
    /** Whether to create it. */
    readonly when: Expression<boolean>;
    readonly serviceAccount: ServiceAccount;
    readonly roleArn: string;
    readonly tags: Value<StringMap>;
    readonly dependsOn: readonly ITerraformDependable[];
  },
): ITerraformDependable {
  const { clusterName, when, serviceAccount, roleArn, tags, dependsOn } = props;
  const association = new EksPodIdentityAssociation(
    scope,
    "aws_eks_pod_identity_association.connector",
    {
      clusterName,
      namespace: hcl`${serviceAccount.namespace}`.asString,
      serviceAccount: hcl`${serviceAccount.name}`.asString,
      roleArn,
      tags: hcl`${tags}`.asMap,
      dependsOn: [...dependsOn],
    },
  );
  association.addOverride("count", hcl`${when} ? 1 : 0`);
  return association;
}

/** Whether the module creates the service account: in other partitions, as the chart writes ARNs of `aws` only. */
export const makesServiceAccount = (
  aws: AwsContext,
  identity: Value<string>,
): Expression<boolean> => hcl`${usesIrsa(identity)} && ${aws.partition} != "aws"`;

/** The annotated service account, if the chart can't create it. */
export function annotateServiceAccount(
  scope: Construct,
  props: {
    readonly when: Expression<boolean>;
    readonly serviceAccount: ServiceAccount;
    readonly roleArn: string;
    readonly dependsOn: ITerraformDependable[];
  },
): ITerraformDependable {
  const { when, serviceAccount, roleArn, dependsOn } = props;
  const account = new ServiceAccountV1(scope, "kubernetes_service_account_v1.connector", {
    metadata: {
      name: hcl`${serviceAccount.name}`.asString,
      namespace: hcl`${serviceAccount.namespace}`.asString,
      annotations: { "eks.amazonaws.com/role-arn": roleArn },
    },
    dependsOn,
  });
  account.addOverride("count", hcl`${when} ? 1 : 0`);
  return account;
}

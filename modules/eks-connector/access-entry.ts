import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import type { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { addPreconditions } from "../../lib/terraform-features";
import type { ConnectorRole } from "../permissions";
import { ACCESS_POLICY } from "./access-entries-input";
import type { Cluster } from "./cluster";
import type { eksConnectorInputs } from "./inputs";

/** Lets the connector's role into the cluster, if wanted. */
export function enterCluster(
  scope: Construct,
  cluster: Cluster,
  aws: AwsContext,
  { clusterName, accessEntries, tags }: ResolvedInputs<typeof eksConnectorInputs>,
  role: ConnectorRole,
): void {
  const { create, namespaces } = accessEntries;
  const count = hcl`${create} ? 1 : 0`;
  const entry = new EksAccessEntry(scope, "aws_eks_access_entry.connector", {
    clusterName,
    principalArn: role.arn.asString,
    tags: hcl`${tags}`.asMap,
    dependsOn: [...role.ready],
  });
  entry.addOverride("count", count);
  const mode = hcl`try(one(${cluster.data.fqn}.access_config).authentication_mode, null)`;
  addPreconditions(entry, [
    {
      // Null where the answer has none, as of a mocked cluster.
      condition: hcl`coalesce(${mode}, "API") != "CONFIG_MAP"`,
      errorMessage: text`accessEntries: the EKS cluster ${clusterName} has the authentication mode CONFIG_MAP, which knows no access entries. Change it, which can't be undone: aws eks update-cluster-config --name ${clusterName} --access-config authenticationMode=API_AND_CONFIG_MAP. Or leave accessEntries out.`,
    },
  ]);
  const association = new EksAccessPolicyAssociation(
    scope,
    "aws_eks_access_policy_association.connector",
    {
      clusterName,
      principalArn: role.arn.asString,
      policyArn: text`arn:${aws.partition}:eks::aws:cluster-access-policy/${ACCESS_POLICY}`
        .asString,
      accessScope: {
        type: hcl`length(${namespaces}) == 0 ? "cluster" : "namespace"`.asString,
        namespaces: hcl`length(${namespaces}) == 0 ? null : ${namespaces}`.asList,
      },
      dependsOn: [entry],
    },
  );
  association.addOverride("count", count);
}

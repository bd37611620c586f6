import { defineOutputs } from "../../lib/outputs/declaration";

/** The outputs of the module `eks-connector`. */
export const eksConnectorOutputs = defineOutputs({
  connector_id: { description: "The connector's ID in Apono" },
  connector_version: { description: "Version of the connector's image" },
  number_of_instances: { type: "number", description: "Number of instances" },
  cluster_name: {
    description: "Name of the EKS cluster that the connector runs in",
  },
  connector_role_arn: {
    description: "ARN of the connector's IAM role; what org-delegation and Apono ask for",
  },
  connector_role_name: { description: "Name of the connector's IAM role" },
  oidc_provider_arn: {
    description:
      "ARN of the cluster's IAM OIDC provider, for the oidcProviderArn of a second connector; null if there is none",
  },
  namespace: { description: "Kubernetes namespace of the connector" },
  service_account_name: {
    description: "Kubernetes service account that assumes the role",
  },
  release_name: { description: "Name of the Helm release" },
  chart_version: { description: "Version of the installed chart" },
  permission_sets: { type: "list(string)", description: "Names of the granted permission sets" },
  managed_policy_arns: {
    type: "list(string)",
    description: "ARNs of the managed policies of the connector's role",
  },
  region: { description: "AWS region that the connector runs in" },
  name_suffix: { description: "Suffix of the names in AWS" },
  troubleshooting: {
    type: "list(string)",
    description: "Commands that show why the connector does not become ready, as a list",
  },
});

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { DataAwsEksClusters } from "@cdktf/provider-aws/lib/data-aws-eks-clusters";
import type { Construct } from "constructs";
import { DeployableStack } from "../lib/deployable-stack";
import { hcl, text } from "../lib/hcl";
import { declareVariables, resolveInputs } from "../lib/inputs";
import { declareOutputs } from "../lib/outputs";
import { addPreconditions } from "../lib/terraform-features";
import {
  EksConnector,
  type EksConnectorProps,
  eksConnectorInputs,
  eksConnectorOutputs,
} from "../modules/eks-connector";
import { clusterAccessInputs } from "../modules/stack-inputs";
import { ClusterAccess } from "./cluster-access";
import { requirements } from "../modules/providers";
import { BACKEND_VARIABLE } from "./backend-variable";
import type { GivenProps } from "./given";

/**
 * The connector on EKS, ready to deploy: `TF_VAR_APONO_TOKEN`, `TF_VAR_clusterName`, and every other input of the
 * module as a variable. Region and credentials come from the environment, as everywhere with AWS; access to the
 * cluster comes from the same credentials, by a token that is not stored; `TF_VAR_clusterCredentials` says how.
 */
export class EksConnectorStack extends DeployableStack {
  constructor(
    scope: Construct,
    id: string,
    { provider = {}, backend, inputs: given }: GivenProps<EksConnectorProps> = {},
  ) {
    super(scope, id, {
      providers: requirements("aws", "helm", "kubernetes"),
      backendVariable: BACKEND_VARIABLE,
      backend,
    });
    new AwsProvider(this, "provider.aws", provider);
    const inputs =
      given?.(this) ??
      declareVariables(this, eksConnectorInputs, { rename: { aponoToken: "APONO_TOKEN" } });
    const connector = new EksConnector(this, "connector", inputs);
    this.nameClusters(connector);
    const access = new ClusterAccess(this, "access", {
      ...resolveInputs("EksConnector", eksConnectorInputs, inputs),
      ...declareVariables(this, clusterAccessInputs),
      cluster: connector.cluster,
    });
    addPreconditions(connector.cluster.data, access.conditions);
    declareOutputs(this, eksConnectorOutputs, connector.outputs);
  }

  /** If the cluster does not exist, the message lists those that do. */
  private nameClusters({ cluster }: EksConnector): void {
    const { names } = new DataAwsEksClusters(this, "data.aws_eks_clusters.all", {});
    addPreconditions(cluster.data, [
      {
        condition: hcl`contains(${names}, ${cluster.name})`,
        errorMessage: text`clusterName: there is no EKS cluster ${cluster.name} in this account and region. There is: ${hcl`length(${names}) > 0 ? join(", ", sort(${names})) : "none"`}. Correct the name, or choose another region with AWS_REGION and another account with AWS_PROFILE.`,
      },
    ]);
  }
}

import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { addPreconditions } from "../../lib/terraform-features";
import type { Cluster } from "./cluster";
import type { eksConnectorInputs } from "./inputs";
import { POD_IDENTITY_AGENT } from "./workload-identity-input";

/** Installs the agent of EKS Pod Identity, if wanted. */
export function installPodIdentityAgent(
  scope: Construct,
  cluster: Cluster,
  { clusterName, workloadIdentity, tags }: ResolvedInputs<typeof eksConnectorInputs>,
): ITerraformDependable {
  const agent = new EksAddon(scope, "aws_eks_addon.pod_identity_agent", {
    clusterName,
    addonName: POD_IDENTITY_AGENT,
    // Other pods may use it by then.
    preserve: true,
    tags: hcl`${tags}`.asMap,
  });
  agent.addOverride("count", hcl`${workloadIdentity.createPodIdentityAgent} ? 1 : 0`);
  addPreconditions(agent, [
    {
      condition: hcl`!try(one(${cluster.data.fqn}.compute_config).enabled, false)`,
      errorMessage: text`workloadIdentity.createPodIdentityAgent: the EKS cluster ${clusterName} runs in Auto Mode, which has the Pod Identity agent built in. Leave createPodIdentityAgent out.`,
    },
  ]);
  return agent;
}

import { DataKubernetesResources } from "@cdktf/provider-kubernetes/lib/data-kubernetes-resources";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { Check } from "../../lib/terraform-features";
import type { eksConnectorInputs } from "./inputs";
import { labelsOfPods } from "./pods";

/**
 * Warns of attributes of `pods` that the installed chart ignores: what the release's Deployment in the cluster does not
 * have. A chart says nothing about values that it does not know.
 *
 * @param given the chart's values for `pods`
 */
export function noticeIgnored(
  scope: Construct,
  inputs: ResolvedInputs<typeof eksConnectorInputs>,
  given: Expression<object>,
  release: ITerraformDependable,
): Check {
  const { pods, namespace, releaseName, chart } = inputs;
  const [[label, instance]] = Object.entries(labelsOfPods(releaseName)) as [[string, string]];
  const found = new DataKubernetesResources(scope, "data.kubernetes_resources.deployments", {
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: hcl`${namespace}`.asString,
    labelSelector: text`${label}=${instance}`.asString,
    dependsOn: [release],
  });
  found.addOverride("count", hcl`length(${given}) > 0 ? 1 : 0`);
  const templates = local(
    scope,
    "pod_templates",
    hcl`[for object in try(flatten(${found.fqn}[*].objects), []) : object.spec.template if can(object.spec.template)]`,
  );
  /** Whether a pod template has it; absent parts are null or missing. */
  const has = (condition: Expression<boolean>) =>
    hcl`anytrue([for pod in ${templates} : try(${condition}, false)])`;
  const tolerated = hcl`anytrue([for each in pod.spec.tolerations : try(each.key, null) == try(wanted.key, null) && try(each.effect, null) == try(wanted.effect, null)])`;
  const honoured = {
    priorityClassName: hcl`${pods.priorityClassName} == null || ${has(hcl`pod.spec.priorityClassName == ${pods.priorityClassName}`)}`,
    spread: hcl`!${pods.spread} || ${has(hcl`length(pod.spec.topologySpreadConstraints) > 0`)} || ${has(hcl`pod.spec.affinity.podAntiAffinity != null`)}`,
    nodeSelector: has(
      hcl`alltrue([for key, value in ${pods.nodeSelector} : pod.spec.nodeSelector[key] == value])`,
    ),
    tolerations: has(hcl`alltrue([for wanted in ${pods.tolerations} : ${tolerated}])`),
    imagePullSecrets: has(
      hcl`alltrue([for name in ${pods.imagePullSecrets} : contains(pod.spec.imagePullSecrets[*].name, name)])`,
    ),
    annotations: has(
      hcl`alltrue([for key, value in ${pods.annotations} : pod.metadata.annotations[key] == value])`,
    ),
  };
  const ignored = local(
    scope,
    "ignored_pods_attributes",
    hcl`length(${templates}) == 0 ? [] : [for name, is_honoured in ${honoured} : "pods.\${name}" if !is_honoured]`,
  );
  return new Check(scope, "check.pods", [
    {
      condition: hcl`length(${ignored}) == 0`,
      errorMessage: text`${hcl`join(", ", ${ignored})`}: the pods of the release ${releaseName} don't have it. The installed version of the chart ${chart} ignores it, or helmValues overrides it. Set chartVersion to one that knows it, give the chart's own value in helmValues, or remove it.`,
    },
  ]);
}

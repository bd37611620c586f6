import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, type Value, hcl } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import type { eksConnectorInputs } from "./inputs";

type EksInputs = ResolvedInputs<typeof eksConnectorInputs>;

/** Zones before nodes. https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const TOPOLOGIES = { "topology.kubernetes.io/zone": 100, "kubernetes.io/hostname": 50 };

/** Labels that charts give the pods of a release. https://helm.sh/docs/chart_best_practices/labels/ */
export const labelsOfPods = (releaseName: Value<string>) => ({
  "app.kubernetes.io/instance": releaseName,
});

/** The chart's values for the input `pods`, by the names that charts made with `helm create` use; only what is given. */
export function podValues(scope: Construct, { pods, releaseName }: EksInputs): Expression<object> {
  const labelSelector = { matchLabels: labelsOfPods(releaseName) };
  const constraint = {
    topologyKey: hcl`topology`,
    maxSkew: 1,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector,
  };
  const term = {
    weight: hcl`weight`,
    podAffinityTerm: { topologyKey: hcl`topology`, labelSelector },
  };
  const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
  const antiAffinity = {
    podAntiAffinity: {
      [preferred]: hcl`[for topology, weight in ${TOPOLOGIES} : ${term}]`,
    },
  };
  const seconds = "tolerationSeconds";
  // The map's values are strings, and Kubernetes wants a number.
  const toleration = hcl`merge(
    { for key, value in each : key => value if key != ${seconds} },
    { for key, value in each : key => tonumber(value) if key == ${seconds} },
  )`;
  const all = {
    priorityClassName: pods.priorityClassName,
    nodeSelector: pods.nodeSelector,
    tolerations: hcl`[for each in ${pods.tolerations} : ${toleration}]`,
    imagePullSecrets: hcl`[for name in ${pods.imagePullSecrets} : { name = name }]`,
    podAnnotations: pods.annotations,
    topologySpreadConstraints: hcl`[for topology, weight in ${TOPOLOGIES} : ${constraint} if ${pods.spread}]`,
    affinity: hcl`{ for name, value in ${antiAffinity} : name => value if ${pods.spread} }`,
  };
  return local(
    scope,
    "pod_values",
    hcl`{ for name, value in ${all} : name => value if !contains(["null", "[]", "{}"], jsonencode(value)) }`,
  );
}

/** Keeps the drain of nodes from taking more than one instance at a time, if wanted. */
export function limitDisruption(
  scope: Construct,
  { pods, numberOfInstances, namespace, releaseName }: EksInputs,
  dependsOn: ITerraformDependable[],
): void {
  const budget = new PodDisruptionBudgetV1(scope, "kubernetes_pod_disruption_budget_v1.connector", {
    metadata: { name: hcl`${releaseName}`.asString, namespace: hcl`${namespace}`.asString },
    spec: {
      maxUnavailable: "1",
      selector: { matchLabels: hcl`${labelsOfPods(releaseName)}`.asMap },
    },
    dependsOn,
  });
  budget.addOverride(
    "count",
    hcl`${pods.disruptionBudget} ? (${numberOfInstances} > 1 ? 1 : 0) : 0`,
  );
}

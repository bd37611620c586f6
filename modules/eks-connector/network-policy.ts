import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { hcl, rawHcl } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { usesPodIdentity } from "./identity";
import type { eksConnectorInputs } from "./inputs";
import { labelsOfPods } from "./pods";

/** Where pods ask the agent of EKS Pod Identity for their role. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const AGENT_ADDRESSES = ["169.254.170.23/32", "fd00:ec2::23/128"];

/** DNS goes to whatever resolver the cluster has: a Service, a cache on the node, or one outside. */
const DNS = [
  { protocol: "UDP", from: 53, to: 53 },
  { protocol: "TCP", from: 53, to: 53 },
];

const tcp = (port: number) => [{ protocol: "TCP", from: port, to: port }];

/** Lets the connector's pods out to what they need alone, and nothing in, if wanted. */
export function limitTraffic(
  scope: Construct,
  { networkPolicy, identity, namespace, releaseName }: ResolvedInputs<typeof eksConnectorInputs>,
  dependsOn: ITerraformDependable[],
): void {
  const { create, ports, cidrBlocks } = networkPolicy;
  const further = hcl`[for range in ${ports} : {
    protocol = "TCP", from = tonumber(split("-", range)[0]), to = tonumber(reverse(split("-", range))[0])
  }]`;
  const egress = local(
    scope,
    "network_policy_egress",
    hcl`concat(
    [${{ ports: DNS, cidrs: [] }}, ${{ ports: tcp(443), cidrs: [] }}],
    [for rule in [${{ ports: tcp(80), cidrs: AGENT_ADDRESSES }}] : rule if ${usesPodIdentity(identity)}],
    [for rule in [${{ ports: further, cidrs: cidrBlocks }}] : rule if length(${ports}) > 0],
  )`,
  );
  const policy = new NetworkPolicyV1(scope, "kubernetes_network_policy_v1.connector", {
    metadata: { name: hcl`${releaseName}`.asString, namespace: hcl`${namespace}`.asString },
    spec: {
      podSelector: { matchLabels: hcl`${labelsOfPods(releaseName)}`.asMap },
      // Without a rule for it, nothing gets in.
      policyTypes: ["Ingress", "Egress"],
    },
    dependsOn,
  });
  policy.addOverride("count", hcl`${create} ? 1 : 0`);
  policy.addOverride("spec.dynamic.egress", {
    for_each: egress,
    content: {
      dynamic: {
        ports: {
          for_each: rawHcl("egress.value.ports"),
          content: {
            protocol: rawHcl("ports.value.protocol"),
            port: rawHcl("ports.value.from"),
            end_port: hcl`ports.value.to == ports.value.from ? null : ports.value.to`,
          },
        },
        to: {
          for_each: rawHcl("egress.value.cidrs"),
          content: { ip_block: { cidr: rawHcl("to.value") } },
        },
      },
    },
  });
}

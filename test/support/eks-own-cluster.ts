import { CLUSTER } from "./eks";

/** What is pending upstream of the connector. */
export interface Upstream {
  readonly clusterTag?: string;
  readonly nodeGroupTag?: string;
}

/**
 * The part of a root that makes the cluster, with a node group, and takes the providers' access from it: as the README
 * shows it for a cluster of the same apply.
 */
export function ownCluster({ clusterTag = "a", nodeGroupTag = "a" }: Upstream = {}) {
  const access = {
    host: "${aws_eks_cluster.own.endpoint}",
    cluster_ca_certificate: "${base64decode(aws_eks_cluster.own.certificate_authority[0].data)}",
    token: "${ephemeral.aws_eks_cluster_auth.own.token}",
  };
  const role = "arn:aws:iam::123456789012:role/eks";
  return {
    data: undefined,
    ephemeral: { aws_eks_cluster_auth: { own: { name: "${aws_eks_cluster.own.id}" } } },
    provider: { aws: {}, helm: { kubernetes: access }, kubernetes: access },
    resource: {
      aws_eks_cluster: {
        own: {
          name: CLUSTER,
          role_arn: role,
          vpc_config: { subnet_ids: ["subnet-a"] },
          tags: { state: clusterTag },
          // The emulator makes them up anew at each read.
          lifecycle: { ignore_changes: ["vpc_config", "kubernetes_network_config"] },
        },
      },
      aws_eks_node_group: {
        own: {
          cluster_name: "${aws_eks_cluster.own.id}",
          node_group_name: "nodes",
          node_role_arn: role,
          subnet_ids: ["subnet-a"],
          scaling_config: { desired_size: 1, min_size: 1, max_size: 1 },
          tags: { state: nodeGroupTag },
        },
      },
    },
  };
}

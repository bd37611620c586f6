import type { Member } from "../../../fleet/fleet";
import { type Block, Code, block } from "../../../lib/hcl/write";

/** The helm and kubernetes providers of a root, authenticated by the AWS credentials; the token is not stored. */
export function clusterAccess({ inputs }: Member): Block[] {
  const name = inputs["clusterName"] as string;
  const access = {
    host: new Code("data.aws_eks_cluster.this.endpoint"),
    cluster_ca_certificate: new Code(
      "base64decode(data.aws_eks_cluster.this.certificate_authority[0].data)",
    ),
    token: new Code("ephemeral.aws_eks_cluster_auth.this.token"),
  };
  return [
    block(["data", "aws_eks_cluster", "this"], { name }),
    block(["ephemeral", "aws_eks_cluster_auth", "this"], { name }),
    block(["provider", "helm"], { kubernetes: access }),
    block(["provider", "kubernetes"], access),
  ];
}

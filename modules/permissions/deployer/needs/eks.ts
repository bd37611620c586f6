import { ANY, type Deployment, EVERYTHING, type Needs, arnIn, iamArn, textOf } from "../deployment";
import { foundRoleArns, roleArns } from "../roles";

const clusterName = (deployment: Deployment): string => textOf(deployment, "clusterName") ?? ANY;

const clusterArn = (deployment: Deployment): string =>
  arnIn(deployment, "eks", `cluster/${clusterName(deployment)}`);

/** EKS chooses the ID of a cluster's issuer. */
const oidcProviderArn = (deployment: Deployment): string =>
  iamArn(deployment, `oidc-provider/oidc.eks.${deployment.region}.*`);

export const EKS_NEEDS = {
  "data.aws_eks_cluster": (deployment) => [
    { sid: "Cluster", actions: ["eks:DescribeCluster"], resources: [clusterArn(deployment)] },
  ],
  aws_iam_openid_connect_provider: (deployment) => [
    {
      sid: "OidcProvider",
      actions: [
        "iam:CreateOpenIDConnectProvider",
        "iam:GetOpenIDConnectProvider",
        "iam:TagOpenIDConnectProvider",
        "iam:UntagOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
      ],
      resources: [oidcProviderArn(deployment)],
    },
  ],
  "data.aws_iam_openid_connect_provider": (deployment) => [
    {
      sid: "ReadOidcProvider",
      actions: ["iam:GetOpenIDConnectProvider"],
      resources: [textOf(deployment, "oidcProviderArn") ?? oidcProviderArn(deployment)],
    },
    { sid: "Lookups", actions: ["iam:ListOpenIDConnectProviders"], resources: EVERYTHING },
  ],
  aws_eks_pod_identity_association: (deployment) => [
    {
      sid: "MakePodIdentity",
      actions: ["eks:CreatePodIdentityAssociation"],
      resources: [clusterArn(deployment)],
    },
    {
      sid: "PodIdentity",
      actions: [
        "eks:DescribePodIdentityAssociation",
        "eks:UpdatePodIdentityAssociation",
        "eks:DeletePodIdentityAssociation",
        "eks:TagResource",
        "eks:UntagResource",
      ],
      resources: [arnIn(deployment, "eks", `podidentityassociation/${clusterName(deployment)}/*`)],
    },
    {
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      resources: [...roleArns(deployment), ...foundRoleArns(deployment)],
      condition: { StringEquals: { "iam:PassedToService": "pods.eks.amazonaws.com" } },
      why: "An association names the role: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html",
    },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

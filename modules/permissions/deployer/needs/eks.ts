import { ANY, type Deployment, EVERYTHING, type Needs, arnIn, iamArn, textOf } from "../deployment";
import { foundRoleArns, roleArns } from "../roles";

const clusterName = (deployment: Deployment): string => textOf(deployment, "clusterName") ?? ANY;

const clusterArn = (deployment: Deployment): string =>
  arnIn(deployment, "eks", `cluster/${clusterName(deployment)}`);

/** EKS chooses the ID of a cluster's issuer. */
const oidcProviderArn = (deployment: Deployment): string =>
  iamArn(deployment, `oidc-provider/oidc.eks.${deployment.region}.*`);

/** Of any role: the entry's ARN has its name, and an ID that EKS chooses. */
const accessEntryArn = (deployment: Deployment): string =>
  arnIn(deployment, "eks", `access-entry/${clusterName(deployment)}/role/*`);

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
  aws_eks_addon: (deployment) => [
    { sid: "MakeAddon", actions: ["eks:CreateAddon"], resources: [clusterArn(deployment)] },
    {
      sid: "Addon",
      actions: ["eks:DescribeAddon", "eks:DeleteAddon", "eks:TagResource", "eks:UntagResource"],
      resources: [
        arnIn(deployment, "eks", `addon/${clusterName(deployment)}/eks-pod-identity-agent/*`),
      ],
    },
  ],
  aws_eks_access_entry: (deployment) => [
    {
      sid: "MakeAccessEntry",
      actions: ["eks:CreateAccessEntry"],
      resources: [clusterArn(deployment)],
    },
    {
      sid: "AccessEntry",
      actions: [
        "eks:DescribeAccessEntry",
        "eks:DeleteAccessEntry",
        "eks:TagResource",
        "eks:UntagResource",
      ],
      resources: [accessEntryArn(deployment)],
    },
  ],
  aws_eks_access_policy_association: (deployment) => [
    {
      sid: "AccessEntry",
      actions: [
        "eks:AssociateAccessPolicy",
        "eks:DisassociateAccessPolicy",
        "eks:ListAssociatedAccessPolicies",
      ],
      resources: [accessEntryArn(deployment)],
    },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

import { ACCESS_POLICY } from "../../../eks-connector/access-entries-input";
import { ANY, type Deployment, EVERYTHING, type Needs, arnIn, iamArn, textOf } from "../deployment";
import { PARTITION } from "../../policy";
import { foundRoleArns, roleArns } from "../roles";

const clusterName = (deployment: Deployment): string => textOf(deployment, "clusterName") ?? ANY;

const clusterArn = (deployment: Deployment): string =>
  arnIn(deployment, "eks", `cluster/${clusterName(deployment)}`);

/** EKS chooses the ID of a cluster's issuer. */
const oidcProviderArn = (deployment: Deployment): string =>
  iamArn(deployment, `oidc-provider/oidc.eks.${deployment.region}.*`);

/** The roles that the connector may have. */
const connectorRoleArns = (deployment: Deployment): string[] => [
  ...roleArns(deployment),
  ...foundRoleArns(deployment),
];

/** An entry's ARN has the role's name, whose path AWS does not document for it, and an ID that EKS chooses. */
function accessEntryArns(deployment: Deployment): string[] {
  const start = `access-entry/${clusterName(deployment)}/role/${deployment.accountId}`;
  const names = connectorRoleArns(deployment).flatMap((arn) => {
    const withPath = arn.slice(arn.indexOf(":role/") + ":role/".length);
    return [withPath, withPath.split("/").at(-1)!];
  });
  return [...new Set(names)].map((name) => arnIn(deployment, "eks", `${start}/${name}/*`));
}

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
      condition: { ArnLike: { "eks:principalArn": connectorRoleArns(deployment) } },
      why: "Only for the connector's role.",
    },
    {
      sid: "AccessEntry",
      actions: [
        "eks:DescribeAccessEntry",
        "eks:DeleteAccessEntry",
        "eks:TagResource",
        "eks:UntagResource",
      ],
      resources: accessEntryArns(deployment),
    },
  ],
  aws_eks_access_policy_association: (deployment) => [
    {
      sid: "AccessEntry",
      actions: ["eks:DisassociateAccessPolicy", "eks:ListAssociatedAccessPolicies"],
      resources: accessEntryArns(deployment),
    },
    {
      sid: "AccessPolicy",
      actions: ["eks:AssociateAccessPolicy"],
      resources: accessEntryArns(deployment),
      condition: {
        ArnLike: {
          "eks:policyArn": `arn:${PARTITION}:eks::aws:cluster-access-policy/${ACCESS_POLICY}`,
        },
      },
      why: "Only the access policy of the module.",
    },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

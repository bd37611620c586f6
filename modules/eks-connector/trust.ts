import type { AwsPlace } from "../../lib/aws-context";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import type { Cluster } from "./cluster";
import { AUDIENCE } from "./oidc-provider";

/** The only service account that can assume the role. */
export interface ServiceAccount {
  readonly namespace: Value<string>;
  readonly name: Value<string>;
}

/** With `irsa`: by a token of the cluster's issuer. https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
export const irsaTrust = (
  oidcProviderArn: Value<string | null>,
  issuerId: Value<string>,
  { namespace, name }: ServiceAccount,
) => ({
  Principal: { Federated: oidcProviderArn },
  Action: "sts:AssumeRoleWithWebIdentity",
  /** What must be equal; keys that hold the issuer's name. */
  stringEquals: [
    [text`${issuerId}:sub`, text`system:serviceaccount:${namespace}:${name}`],
    [text`${issuerId}:aud`, AUDIENCE],
  ] as const,
});

/**
 * With `pod-identity`: through EKS, which passes cluster, namespace and service account as session tags.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html (conditions),
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html (the tags)
 */
export const podIdentityTrust = (
  clusterArn: Value<string | null>,
  { namespace, name }: ServiceAccount,
) => ({
  Effect: "Allow",
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition: {
    StringEquals: {
      "aws:RequestTag/eks-cluster-arn": clusterArn,
      "aws:RequestTag/kubernetes-namespace": namespace,
      "aws:RequestTag/kubernetes-service-account": name,
    },
  },
});

/** Who may assume the connector's role: one service account, in the way that `identity` says. */
export function trustPolicy(
  aws: AwsPlace,
  cluster: Pick<Cluster, "issuerId" | "name">,
  oidcProviderArn: Expression<string | null>,
  identity: Value<string>,
  serviceAccount: ServiceAccount,
): Expression<string> {
  const { Principal, Action, stringEquals } = irsaTrust(
    oidcProviderArn,
    cluster.issuerId,
    serviceAccount,
  );
  const [[subjectKey, subject], [audienceKey, audience]] = stringEquals;
  const irsa = hcl`{
    Effect = "Allow"
    Principal = { Federated = ${Principal.Federated} }
    Action = ${Action}
    Condition = {
      StringEquals = {
        (${subjectKey}) = ${subject}
        (${audienceKey}) = ${audience}
      }
    }
  }`;
  const clusterArn = text`arn:${aws.partition}:eks:${aws.region}:${aws.accountId}:cluster/${cluster.name}`;
  const podIdentity = podIdentityTrust(clusterArn, serviceAccount);
  const document = (statement: object) =>
    hcl`jsonencode({ Version = "2012-10-17", Statement = [${statement}] })`;
  return hcl`${identity} == "irsa" ? ${document(irsa)} : ${document(podIdentity)}`;
}

import type { AwsPlace } from "../../lib/aws-context";
import { type Expression, type Value, hcl, text } from "../../lib/hcl";
import type { Cluster } from "./cluster";
import { usesIrsa, usesPodIdentity } from "./identity";
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
) =>
  trustInPods({
    "aws:RequestTag/eks-cluster-arn": clusterArn,
    "aws:RequestTag/kubernetes-namespace": namespace,
    "aws:RequestTag/kubernetes-service-account": name,
  });

/** Without session tags only the cluster can be told. */
export const taglessPodIdentityTrust = (clusterArn: Value<string | null>) =>
  trustInPods({ "aws:SourceArn": clusterArn });

const trustInPods = <C extends object>(stringEquals: C) => ({
  Effect: "Allow",
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition: { StringEquals: stringEquals },
});

/** What of the input `workloadIdentity` decides who is trusted. */
export interface TrustChoice {
  /** OIDC providers of further clusters. */
  readonly additionalOidcProviderArns: Value<readonly string[]>;
  readonly podIdentitySessionTags: Value<boolean>;
}

/** Who may assume the connector's role: one service account of each cluster, in the ways that `identity` says. */
export function trustPolicy(
  aws: AwsPlace,
  cluster: Pick<Cluster, "issuerId" | "name">,
  oidcProviderArn: Expression<string | null>,
  identity: Value<string>,
  serviceAccount: ServiceAccount,
  { additionalOidcProviderArns, podIdentitySessionTags }: TrustChoice,
): Expression<string> {
  const irsa = irsaStatement(oidcProviderArn, cluster.issuerId, serviceAccount);
  const further = irsaStatement(
    hcl`arn`,
    hcl`regex(":oidc-provider/(.+)$", arn)[0]`,
    serviceAccount,
  );
  const clusterArn = text`arn:${aws.partition}:eks:${aws.region}:${aws.accountId}:cluster/${cluster.name}`;
  const tagged = podIdentityTrust(clusterArn, serviceAccount);
  const tagless = taglessPodIdentityTrust(clusterArn);
  return hcl`jsonencode({ Version = "2012-10-17", Statement = concat(
    [for statement in [${irsa}] : statement if ${usesIrsa(identity)}],
    [for statement in [${tagged}] : statement if ${usesPodIdentity(identity)} && ${podIdentitySessionTags}],
    [for statement in [${tagless}] : statement if ${usesPodIdentity(identity)} && !${podIdentitySessionTags}],
    [for arn in ${additionalOidcProviderArns} : ${further}],
  ) })`;
}

/** The statement of {@link irsaTrust}, as HCL of an object whose keys hold the issuer. */
function irsaStatement(
  oidcProviderArn: Value<string | null>,
  issuerId: Value<string>,
  serviceAccount: ServiceAccount,
): Expression<object> {
  const { Principal, Action, stringEquals } = irsaTrust(oidcProviderArn, issuerId, serviceAccount);
  const [[subjectKey, subject], [audienceKey, audience]] = stringEquals;
  return hcl`{
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
}

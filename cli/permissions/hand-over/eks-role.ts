import {
  irsaTrust,
  podIdentityTrust,
  taglessPodIdentityTrust,
} from "../../../modules/eks-connector/trust";
import { nameOf } from "../../../modules/naming";
import { missingForHandOver } from "../errors";
import { resolveTokens } from "../report/resolve-tokens";
import {
  type HandOverPlace,
  type HandedRole,
  type RolePaths,
  arnOf,
  connectorPolicies,
  suffixOf,
} from "./handed-role";
import type { HandOverInputs } from "./inputs";

/** What the role of a connector on EKS needs. @throws CommandFailure without the cluster, or its OIDC provider for irsa */
export function eksRole(inputs: HandOverInputs, place: HandOverPlace): HandedRole[] {
  const cluster = inputs["clusterName"] as string | null;
  if (cluster === null) throw missingForHandOver("clusterName");
  const paths = inputs["role"] as RolePaths;
  const { connectorId, namePrefix, roleName, permissionsBoundaryArn } = inputs;
  const suffix = suffixOf(inputs, place, cluster, connectorId);
  const name = roleName ?? nameOf("connectorRole", suffix, namePrefix ?? "");
  return [
    {
      id: "connector",
      input: "role.arn",
      name,
      path: paths.path,
      description: "What the Apono connector may do",
      trust: {
        Version: "2012-10-17",
        Statement: trustStatements(inputs, clusterArn(place, cluster)),
      },
      permissionsBoundaryArn,
      ...connectorPolicies(inputs, paths, place, [arnOf(place, paths.path, name)]),
    },
  ];
}

const clusterArn = ({ partition, region, accountId }: HandOverPlace, cluster: string) =>
  `arn:${partition}:eks:${region}:${accountId}:cluster/${cluster}`;

const serviceAccountOf = (inputs: HandOverInputs) => ({
  namespace: inputs["namespace"] as string,
  name: inputs["serviceAccountName"] as string,
});

/** Who is trusted, in the ways that `identity` says. */
function trustStatements(inputs: HandOverInputs, cluster: string): object[] {
  const identity = inputs["identity"] as string;
  const { additionalOidcProviderArns, podIdentitySessionTags } = inputs["workloadIdentity"] as {
    readonly additionalOidcProviderArns: readonly string[];
    readonly podIdentitySessionTags: boolean;
  };
  const provider = inputs["oidcProviderArn"] as string | null;
  if (identity !== "pod-identity" && provider === null) throw missingForHandOver("oidcProviderArn");
  const providers = identity === "pod-identity" || provider === null ? [] : [provider];
  const pods = podIdentitySessionTags
    ? podIdentityTrust(cluster, serviceAccountOf(inputs))
    : taglessPodIdentityTrust(cluster);
  return [
    ...providers.map((arn) => irsaStatement(inputs, arn)),
    ...(identity === "irsa" ? [] : [resolveTokens<object>(pods)]),
    ...additionalOidcProviderArns.map((arn) => irsaStatement(inputs, arn)),
  ];
}

/** The trust in a cluster's OIDC provider; its ARN ends in the issuer. */
function irsaStatement(inputs: HandOverInputs, provider: string): object {
  const issuer = provider.slice(provider.indexOf(":oidc-provider/") + ":oidc-provider/".length);
  const { Principal, Action, stringEquals } = irsaTrust(provider, issuer, serviceAccountOf(inputs));
  const conditions = resolveTokens<[string, string][]>(stringEquals);
  return {
    Effect: "Allow",
    Principal,
    Action,
    Condition: { StringEquals: Object.fromEntries(conditions) },
  };
}

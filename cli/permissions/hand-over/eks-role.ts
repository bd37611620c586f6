import { irsaTrust, podIdentityTrust } from "../../../modules/eks-connector/trust";
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
  const statement =
    inputs["identity"] === "irsa"
      ? irsaStatement(inputs)
      : podIdentityTrust(clusterArn(place, cluster), serviceAccountOf(inputs));
  return [
    {
      id: "connector",
      input: "role.arn",
      name,
      path: paths.path,
      description: "What the Apono connector may do",
      trust: { Version: "2012-10-17", Statement: [resolveTokens<object>(statement)] },
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

/** The trust in the cluster's OIDC provider; its ARN ends in the issuer. */
function irsaStatement(inputs: HandOverInputs): object {
  const provider = inputs["oidcProviderArn"] as string | null;
  if (provider === null) throw missingForHandOver("oidcProviderArn");
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

import { eksConnectorInputs } from "../../../../modules/eks-connector/inputs";
import {
  irsaTrust,
  podIdentityTrust,
  taglessPodIdentityTrust,
} from "../../../../modules/eks-connector/trust";
import { nameOf } from "../../../../modules/naming";
import { PERMISSION_SET_NAMES } from "../../../../modules/permissions";
import type { Place } from "../place";
import { resolveTokens } from "../resolve-tokens";
import { grantedSets } from "./granted-sets";
import {
  type Choice,
  type RoleSource,
  type TrustPolicyStatement,
  type TrustSource,
  guardrailPolicies,
  roleArn,
  setsAsPolicies,
} from "./source";

/** The role of a connector on EKS. */
export function eksConnectorRoles(choice: Choice): RoleSource[] {
  const { place } = choice;
  const arn = roleArn(place, nameOf("connectorRole", place.nameSuffix));
  return [
    {
      id: "connector",
      title: "Connector's role (of its service account)",
      purpose: "The connector's own permissions.",
      arn,
      trust: trustSources(place),
      policies: [
        ...setsAsPolicies(grantedSets(choice, PERMISSION_SET_NAMES)),
        ...guardrailPolicies([arn], choice),
      ],
    },
  ];
}

/** Placeholder for the cluster's OIDC issuer, without `https://`. */
const ISSUER = "<OIDC issuer of the cluster>";

function trustSources({ partition, accountId, region }: Place): TrustSource[] {
  const account = {
    namespace: eksConnectorInputs.namespace.default,
    name: eksConnectorInputs.serviceAccountName.default,
  };
  const provider = `arn:${partition}:iam::${accountId}:oidc-provider/${ISSUER}`;
  const irsa = resolveTokens<{
    Principal: TrustPolicyStatement["Principal"];
    Action: string;
    stringEquals: [string, string][];
  }>(irsaTrust(provider, ISSUER, account));
  const cluster = `arn:${partition}:eks:${region}:${accountId}:cluster/<clusterName>`;
  return [
    {
      when: 'identity = "irsa" or "both"; also each of workloadIdentity.additionalOidcProviderArns',
      statements: [
        {
          Effect: "Allow",
          Principal: irsa.Principal,
          Action: irsa.Action,
          Condition: { StringEquals: Object.fromEntries(irsa.stringEquals) },
        },
      ],
    },
    {
      when: 'identity = "pod-identity" or "both"',
      statements: [resolveTokens<TrustPolicyStatement>(podIdentityTrust(cluster, account))],
    },
    {
      when: "the same, and workloadIdentity.podIdentitySessionTags = false",
      statements: [resolveTokens<TrustPolicyStatement>(taglessPodIdentityTrust(cluster))],
    },
  ];
}

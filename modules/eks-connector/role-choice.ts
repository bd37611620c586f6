import type { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { WITHOUT_OWN_ROLE } from "../cross-inputs";
import { RoleChoice, letsAssume } from "../permissions";
import type { Cluster } from "./cluster";
import { usesIrsa, usesPodIdentity } from "./identity";
import type { eksConnectorInputs } from "./inputs";
import { type ServiceAccount, irsaTrust, podIdentityTrust, trustPolicy } from "./trust";

/** Who makes the connector's role. A role made by others must let the pods take it as `identity` says. */
export function chooseRole(
  scope: Construct,
  aws: AwsContext,
  cluster: Cluster,
  inputs: ResolvedInputs<typeof eksConnectorInputs>,
  serviceAccount: ServiceAccount,
): RoleChoice {
  const { role, identity, oidcProviderArn, workloadIdentity } = inputs;
  // As this plan reads it, and not kept: see RoleChoiceProps.
  const issuerId = hcl`trimprefix(coalesce(${cluster.foundIssuer}, "-"), "https://")`;
  const { partition, accountId } = aws.current;
  const provider = hcl`(${oidcProviderArn} != null ? ${oidcProviderArn} : ${text`arn:${partition}:iam::${accountId}:oidc-provider/${issuerId}`})`;
  const { Action } = irsaTrust(provider, issuerId, serviceAccount);
  const pods = podIdentityTrust(null, serviceAccount);
  return new RoleChoice(scope, "role-choice", {
    aws,
    resourceName: "connector",
    input: { arn: "role.arn", create: "role.create" },
    arn: role.arn,
    create: role.create,
    conditions: WITHOUT_OWN_ROLE["eks-connector"].map((rule) =>
      crossCondition(rule, { ...inputs, "role.arn": role.arn }),
    ),
    isTrusted: (document) =>
      hcl`(!${usesIrsa(identity)} || ${letsAssume(document, "Federated", provider, Action)}) && (!${usesPodIdentity(identity)} || ${letsAssume(document, "Service", pods.Principal.Service, pods.Action[0]!)})`,
    trustPolicy: trustPolicy(
      aws.current,
      { issuerId, name: cluster.name },
      provider,
      identity,
      serviceAccount,
      workloadIdentity,
    ),
  });
}

/** The role's path and name, as they end its ARN; known at plan where the module makes the role. */
export const pathAndName = (
  choice: RoleChoice,
  name: Expression<string>,
  { path, arn }: ResolvedInputs<typeof eksConnectorInputs>["role"],
): Expression<string> =>
  hcl`${choice.isMade} ? ${text`${hcl`trimprefix(${path}, "/")`}${name}`} : split(":role/", ${arn})[1]`;

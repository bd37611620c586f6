import type { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, hcl } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { local } from "../../lib/local-value";
import { usesIrsa } from "./identity";
import type { eksConnectorInputs } from "./inputs";

/** The chart's values, except the token. */
export function chartValues(
  scope: Construct,
  aws: AwsContext,
  inputs: ResolvedInputs<typeof eksConnectorInputs>,
  roleName: Expression<string>,
  makesServiceAccount: Expression<boolean>,
): Expression<object> {
  const { identity, serviceAccountName, withPermissions } = inputs;
  // The chart builds the role's ARN from both, for the partition `aws`.
  const role = { awsRoleAccountId: aws.accountId, awsRoleName: roleName };
  const chartAnnotates = hcl`${usesIrsa(identity)} && !${makesServiceAccount}`;
  const serviceAccount = hcl`merge(
    ${{ name: serviceAccountName, manageClusterRoles: withPermissions }},
    { for name, value in ${role} : name => value if ${chartAnnotates} },
    { for name, value in ${{ create: false }} : name => value if ${makesServiceAccount} },
  )`;
  return local(scope, "chart_values", {
    apono: { connectorId: inputs.connectorId, url: inputs.aponoUrl },
    image: {
      registry: hcl`replace(${inputs.imageRepository}, "/\\/[^\\/]*$/", "")`,
      name: hcl`basename(${inputs.imageRepository})`,
      tag: inputs.connectorVersion,
    },
    serviceAccount,
    replicaCount: inputs.numberOfInstances,
    resources: {
      limits: { cpu: inputs.cpu, memory: inputs.memory },
      requests: { cpu: inputs.cpuRequests, memory: inputs.memoryRequests },
    },
  });
}

import type { Rule } from "../rule";
import { chartUnpinned } from "./chart-unpinned";
import { containerPrivileged } from "./container-privileged";
import { allowNotAction } from "./iam-allow-not-action";
import { conditionNeverMet } from "./iam-condition-never-met";
import { conditionOperator } from "./iam-condition-operator";
import { inlineQuota } from "./iam-inline-quota";
import { managedPolicyCount } from "./iam-managed-policy-count";
import { managedPolicySize } from "./iam-managed-policy-size";
import { privilegeEscalation } from "./iam-privilege-escalation";
import { resourceMismatch } from "./iam-resource-mismatch";
import { roleNotAssumable } from "./iam-role-not-assumable";
import { trustSize } from "./iam-trust-size";
import { trustTooWide } from "./iam-trust-too-wide";
import { unknownAction } from "./iam-unknown-action";
import { unknownConditionKey } from "./iam-unknown-condition-key";
import { wildcardBeyondSets } from "./iam-wildcard-beyond-sets";
import { imageMutable } from "./image-mutable";
import { ingressFromEverywhere } from "./ingress-from-everywhere";
import { moduleDependsOn } from "./module-depends-on";
import { moduleInputInvalid } from "./module-input-invalid";
import { moduleUnpinned } from "./module-unpinned";
import { planConnectorRoleReplaced } from "./plan-connector-role-replaced";
import { planDestroysConnector } from "./plan-destroys-connector";
import { providerInModule } from "./provider-in-module";
import { providerUnpinned } from "./provider-unpinned";
import { publicIpContradictsSubnets } from "./public-ip-contradicts-subnets";
import { publicModuleInUse } from "./public-module-in-use";
import { regionMissing } from "./region-missing";
import { syntax } from "./syntax";
import { terraform } from "./terraform";
import { tokenInPlainText } from "./token-in-plain-text";
import { tokenNotEphemeral } from "./token-not-ephemeral";
import { variables } from "./variables";

/**
 * Every rule. If several report one grant, the first in this order is reported: grants without effect before wrong ones, causes
 * before consequences, known escalation paths before broad permissions.
 */
export const RULES: readonly Rule[] = [
  terraform,
  syntax,
  variables,
  tokenInPlainText,
  tokenNotEphemeral,
  moduleInputInvalid,
  moduleDependsOn,
  moduleUnpinned,
  publicModuleInUse,
  providerInModule,
  providerUnpinned,
  regionMissing,
  imageMutable,
  chartUnpinned,
  containerPrivileged,
  ingressFromEverywhere,
  publicIpContradictsSubnets,
  planDestroysConnector,
  planConnectorRoleReplaced,
  unknownAction,
  resourceMismatch,
  conditionNeverMet,
  conditionOperator,
  unknownConditionKey,
  allowNotAction,
  privilegeEscalation,
  wildcardBeyondSets,
  trustTooWide,
  roleNotAssumable,
  inlineQuota,
  managedPolicySize,
  managedPolicyCount,
  trustSize,
];

/** The id of each. */
export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);

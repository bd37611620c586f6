import type { Rule } from "../../rule";
import { allowNotAction } from "./allow-not-action";
import { conditionNeverMet } from "./condition-never-met";
import { conditionOperator } from "./condition-operator";
import { inlineQuota } from "./inline-quota";
import { managedPolicyCount } from "./managed-policy-count";
import { managedPolicySize } from "./managed-policy-size";
import { nameLength } from "./name-length";
import { passRole } from "./pass-role";
import { planConnectorRoleReplaced } from "./plan-connector-role-replaced";
import { privilegeEscalation } from "./privilege-escalation";
import { resourceMismatch } from "./resource-mismatch";
import { roleNotAssumable } from "./role-not-assumable";
import { trustSize } from "./trust-size";
import { trustTooWide } from "./trust-too-wide";
import { unknownAction } from "./unknown-action";
import { unknownConditionKey } from "./unknown-condition-key";
import { wildcardBeyondSets } from "./wildcard-beyond-sets";
import { writeOnEverything } from "./write-on-everything";

/** Policies: what they grant, and to whom. */
export const IAM_RULES: readonly Rule[] = [
  unknownAction,
  unknownConditionKey,
  conditionNeverMet,
  conditionOperator,
  resourceMismatch,
  wildcardBeyondSets,
  privilegeEscalation,
  allowNotAction,
  passRole,
  writeOnEverything,
  trustTooWide,
  roleNotAssumable,
  inlineQuota,
  managedPolicySize,
  managedPolicyCount,
  trustSize,
  nameLength,
  planConnectorRoleReplaced,
];

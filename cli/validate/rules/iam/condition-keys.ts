import { iamConditionKeysForService } from "../../../iam/reference";
import { partsOf, serviceExists } from "../../../iam/actions";
import { conditionKeyInfo } from "../../../iam/condition-keys";
import { isExact } from "../../policies/located";
import type { Condition } from "../../policies/policy";

/** Keys of an identity provider begin with its address: `token.actions.githubusercontent.com:sub`, `saml:aud`. */
const OF_PROVIDER = /^[^/:]*\.[^:]*:|^saml:/i;

/** Whether AWS may know a key: what is known in part, or belongs to an identity provider, can't be told. */
export const isAwsKey = ({ key }: Condition): boolean =>
  isExact(key.text) && !OF_PROVIDER.test(key.text);

/** Whether AWS knows of a key at all. */
export async function isKnownKey(key: string): Promise<boolean> {
  if ((await conditionKeyInfo(key, "sts:AssumeRole")).kind !== "unknown") return true;
  // For some services the reference has a word where a tag's key stands: `secretsmanager:ResourceTag/tag-key`.
  const [service] = partsOf(key);
  const [name, tag] = key.toLowerCase().split("/");
  if (tag === undefined || !(await serviceExists(service))) return false;
  const keys = await iamConditionKeysForService(service);
  return keys.some((each) => each.toLowerCase().startsWith(`${name}/`));
}

/** Whether a condition fails where its key is absent. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const needsKey = ({ operator }: Condition): boolean =>
  !/IfExists$|^Null$|^ForAllValues:|Not/i.test(operator);

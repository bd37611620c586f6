import { conditionKeyInfo } from "../../iam/condition-keys";
import { isFullyKnown } from "../../terraform/values/located-value";
import type { Condition } from "../policies/policy";

/** Keys of an identity provider begin with its address: `token.actions.githubusercontent.com:sub`, `saml:aud`. */
const OF_PROVIDER = /^[^/:]*\.[^:]*:|^saml:/i;

/** Whether a key can be looked up: it is fully known and not an identity provider's. */
export const isAwsKey = ({ key }: Condition): boolean =>
  isFullyKnown(key.text) && !OF_PROVIDER.test(key.text);

/** Whether a key exists in AWS. */
export const isKnownKey = async (key: string): Promise<boolean> =>
  (await conditionKeyInfo(key, "sts:AssumeRole")).kind !== "unknown";

/** Whether a condition fails if its key is absent. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const needsKey = ({ operator }: Condition): boolean =>
  !/IfExists$|^Null$|^ForAllValues:|Not/i.test(operator);

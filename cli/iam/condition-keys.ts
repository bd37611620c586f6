import { findConditionKey, iamConditionKeysForService } from "./reference";
import { actionInfo, partsOf, resourceTypesOf, serviceExists } from "./actions";

/** A condition key in AWS's reference, for one action. */
export interface ConditionKeyInfo {
  /** `tag` stands for a key that ends in a tag's own key, such as `aws:ResourceTag/team`. */
  readonly kind: "global" | "service" | "tag" | "unknown";
  /** The key as AWS's reference has it: `aws:ResourceTag/${TagKey}`. */
  readonly key?: string;
  /** `String`, `ARN`, `Bool`, … */
  readonly type?: string;
  /** Whether requests for the action can contain it; otherwise a condition on it is never met. */
  readonly forAction: boolean;
}

/** Global keys about tags: requests contain them only if the action lists them. */
const LISTED_GLOBAL_KEYS = /^aws:(resourcetag|requesttag)\/|^aws:tagkeys$/i;

/**
 * Looks up a condition key for an action.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export async function conditionKeyInfo(key: string, action: string): Promise<ConditionKeyInfo> {
  const found = await findConditionKey(await listedKey(key));
  if (found === undefined) return { kind: "unknown", forAction: false };
  const isGlobal = /^aws:/i.test(key);
  const kind = key.includes("/") && /tag\//i.test(key) ? "tag" : isGlobal ? "global" : "service";
  return {
    kind,
    key: found.key,
    type: found.type,
    forAction:
      (isGlobal && !LISTED_GLOBAL_KEYS.test(key)) || (await keysOf(action)).some(isLike(key)),
  };
}

/** The placeholder for a tag's key, which the reference writes as `tag-key`, `<key>` or nothing. */
const PLACEHOLDER = /\/(<[^>]*>|tag-?key|)$/i;

/** A key as in the reference, with a placeholder for a tag's key. */
async function listedKey(key: string): Promise<string> {
  const [service] = partsOf(key);
  if (!key.includes("/") || service === "aws" || !(await serviceExists(service))) return key;
  const keys = await iamConditionKeysForService(service);
  return keys.find((each) => PLACEHOLDER.test(each) && isLike(key)(each)) ?? key;
}

/** The keys of an action and of its resource types. */
async function keysOf(action: string): Promise<string[]> {
  const [info, types] = await Promise.all([actionInfo(action), resourceTypesOf(action)]);
  return [...(info?.conditionKeys ?? []), ...types.flatMap(({ conditionKeys }) => conditionKeys)];
}

/** Whether a key matches a listed one, which may have a variable: `kms:EncryptionContext:${EncryptionContextKey}`. */
const isLike = (key: string) => (listed: string) => {
  const source = listed
    .replace(PLACEHOLDER, "/${Key}")
    .split(/(\$\{[^}]*\})/)
    .map((part) => (part.startsWith("${") ? ".+" : part.replace(/[\\^$.|()[\]{}+*?]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "i").test(key);
};

import { resourceTypesOf } from "./actions";
import { coversArn, overlapsArn } from "./wildcards";

/** The resources that an action applies to: a user's ARN is irrelevant to an action on roles. */
export async function resourcesFor(
  action: string,
  resources: readonly string[],
): Promise<readonly string[]> {
  const types = await resourceTypesOf(action);
  // An action that can't be limited applies to "*" only.
  return resources.filter(
    (resource) => coversArn(resource, "*") || types.some(({ arn }) => isOfType(arn, resource)),
  );
}

/** A variable in AWS's template for the ARNs of a type. */
const VARIABLE = /\$\{[^{}]*\}/g;

const BUCKET = /:s3:::\$\{BucketName\}$/;

/**
 * Whether a resource may be of a type.
 *
 * @param template the ARNs of the type, as AWS writes them: `arn:${Partition}:s3:::${BucketName}`
 */
export const isOfType = (template: string, resource: string): boolean =>
  // A bucket's name has no slash: what has one is an object.
  !(BUCKET.test(template) && resource.includes("/")) &&
  overlapsArn(template.replace(VARIABLE, "*"), resource);

/** Whether a pattern covers every role of an account, or of all accounts. */
export function isEveryRole(pattern: string): boolean {
  const [, partition = "aws", , , account = "*"] = pattern.split(":");
  return coversArn(pattern, `arn:${partition}:iam::${account}:role/*`);
}

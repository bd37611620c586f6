import { resourceTypesOf } from "./actions";
import { coversArn, overlapsArn } from "./wildcards";

/** Which of some resources an action can work on at all: a user's ARN says nothing to an action on roles. */
export async function resourcesFor(
  action: string,
  resources: readonly string[],
): Promise<readonly string[]> {
  const types = await resourceTypesOf(action);
  const patterns = types.map(({ arn }) => arn.replace(/\$\{[^}]*\}/g, "*"));
  // An action that can't be limited works on "*" only; one that takes any resource is never held back here.
  return resources.filter(
    (resource) =>
      coversArn(resource, "*") || patterns.some((pattern) => overlapsArn(pattern, resource)),
  );
}

/** Whether a pattern takes in every role of an account, or of all accounts. */
export function isEveryRole(pattern: string): boolean {
  const [, partition = "aws", , , account = "*"] = pattern.split(":");
  return coversArn(pattern, `arn:${partition}:iam::${account}:role/*`);
}

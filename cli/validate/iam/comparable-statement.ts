import type { PolicyStatement } from "../../iam/statement";
import { fillGaps, isFullyKnown } from "../../terraform/values/located-value";
import type { Role, Statement } from "../policies/policy";
import { withoutKeys } from "../policies/resources";

const ACCOUNT = "123456789012";

/** The role's ARN, as {@link comparableStatement} writes it. */
export const ownArn = (role: Role): string => {
  const path = role.path?.text ?? "/";
  return `arn:aws:iam::${ACCOUNT}:role${path}${role.name?.text ?? `\${${role.address}}`}`;
};

/**
 * Statements of a role in one spelling, so that they can be compared: every ARN in the partition `aws` and one account,
 * and the role's own ARN written out wherever it is read from the resource.
 */
export const comparableStatement = (
  role: Role,
  { effect, ...statement }: Statement,
): PolicyStatement => {
  const arns = (resources: Statement["resources"]) =>
    resources.map(({ text }) => arnOf(role, text));
  const texts = (values: Statement["actions"]) =>
    values.map(({ text }) => text).filter(isFullyKnown);
  const { actions, notActions, resources, notResources, conditions, sid } = statement;
  return {
    Effect: effect ?? "Allow",
    ...(sid === undefined ? {} : { Sid: sid }),
    ...(notActions.length > 0 ? { NotAction: texts(notActions) } : { Action: texts(actions) }),
    ...(notResources.length > 0
      ? { NotResource: arns(notResources) }
      : { Resource: arns(resources) }),
    ...(conditions.length === 0
      ? {}
      : {
          Condition: Object.fromEntries(
            conditions.map(({ operator, key, values }) => [
              operator,
              { [key.text]: values.map(({ text }) => text) },
            ]),
          ),
        }),
  };
};

/** What isn't known of an ARN stays as it is: something of its own, which is the same only where it is read from the same. */
function arnOf(role: Role, text: string): string {
  if (text.startsWith(`\${${withoutKeys(role.address)}.`)) return ownArn(role);
  if (text === role.arn) return ownArn(role);
  return fillGaps(text, (gap) => {
    if (/partition/i.test(gap)) return "aws";
    return /account_?id/i.test(gap) ? ACCOUNT : `\${${gap}}`;
  })
    .replace(/^arn:[^:*]*:/, "arn:aws:")
    .replace(/^(arn:aws:iam::)(\d{12}|\$\{[^{}]*\}):/, `$1${ACCOUNT}:`);
}

import type { PolicyStatement } from "../../iam/statement";
import { fillGaps, isFullyKnown } from "../../terraform/values/located-value";
import type { Role, Statement } from "../policies/policy";
import { withoutKeys } from "../policies/resources";

const ACCOUNT = "123456789012";

/** The role's ARN, as {@link comparableStatement} writes it. */
export const ownArn = (role: Role): string => {
  const path = role.path?.text ?? "/";
  return withSlash(
    `arn:aws:iam::${ACCOUNT}:role${path}${role.name?.text ?? `\${${role.address}}`}`,
  );
};

/** A path that is not known begins with a slash, as every path. */
const withSlash = (arn: string): string => arn.replace(/:role(?=\$\{)/, ":role/");

/**
 * A statement in a normal form for comparisons: every ARN in the partition `aws` and one account, and the role's own ARN
 * written out where it is a reference.
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

/** Unknown parts of an ARN stay as they are, so that they equal only the same reference. */
function arnOf(role: Role, text: string): string {
  if (text.startsWith(`\${${withoutKeys(role.address)}.`)) return ownArn(role);
  if (text === role.arn) return ownArn(role);
  const filled = fillGaps(text, (gap) => {
    if (/partition/i.test(gap)) return "aws";
    return /account_?id/i.test(gap) ? ACCOUNT : `\${${gap}}`;
  })
    .replace(/^arn:[^:*]*:/, "arn:aws:")
    .replace(/^(arn:aws:iam::)(\d{12}|\$\{[^{}]*\}):/, `$1${ACCOUNT}:`);
  return withSlash(filled);
}

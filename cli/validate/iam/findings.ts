import type { Problem } from "../finding";
import { uniqueBy } from "../values/located";
import type { Policy, Statement } from "../policies/policy";

/** Each problem once, where several instances of a resource have the same policy. */
export const unique = (problems: readonly Problem[]): Problem[] =>
  uniqueBy(problems, ({ message, range }) => JSON.stringify([message, range]));

/** `aws_iam_role_policy.extra, statement "read"` */
export const placeOf = (policy: Policy, statement: Statement): string =>
  `${policy.address}, ${statement.title}`;

/** A list for people: `a, b and c`; the rest of a long one is counted. */
export function listed(texts: readonly string[], most = 5): string {
  if (texts.length > most)
    return `${texts.slice(0, most).join(", ")} and ${texts.length - most} more`;
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** Every statement with the policy that has it. */
export const statementsOf = (
  policies: readonly Policy[],
): { readonly policy: Policy; readonly statement: Statement }[] =>
  policies.flatMap((policy) => policy.statements.map((statement) => ({ policy, statement })));

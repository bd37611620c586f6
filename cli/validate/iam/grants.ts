import type { AffectedGrants, Problem } from "../finding";
import type { LocatedText } from "../../terraform/values/located-value";
import type { Statement } from "../policies/policy";

/** What names one grant, the same for every rule: an action as it is written in a statement, at its place. */
export const grantOf = ({ title }: Statement, { text, range }: LocatedText): string =>
  `${range.file}:${range.start.line}:${range.start.column} ${title} ${text}`;

/** All that a statement grants, where its condition or its resources are what is wrong. */
export const grantsOf = (statement: Statement): string[] =>
  [...statement.actions, ...statement.notActions].map((each) => grantOf(statement, each));

/** What a problem is about that can be told of fewer actions. */
export const affectedGrants = <T extends { readonly written: LocatedText }>(
  statement: Statement,
  all: readonly T[],
  problemOf: (left: readonly T[]) => Problem,
): AffectedGrants => ({
  grants: all.map(({ written }) => grantOf(statement, written)),
  narrowedTo: (grants) =>
    problemOf(all.filter(({ written }) => grants.includes(grantOf(statement, written)))),
});

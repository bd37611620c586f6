import type { AffectedGrants, Problem } from "../finding";
import type { LocatedText } from "../../terraform/values/located-value";
import type { Statement } from "../policies/policy";

/** The id of a grant, the same in every rule: an action as written in a statement, with its place. */
export const grantOf = ({ title }: Statement, { text, range }: LocatedText): string =>
  `${range.file}:${range.start.line}:${range.start.column} ${title} ${text}`;

/** The ids of all grants of a statement, for problems with its condition or resources. */
export const grantsOf = (statement: Statement): string[] =>
  [...statement.actions, ...statement.notActions].map((each) => grantOf(statement, each));

/** The grants of a problem that can be narrowed to some actions. */
export const affectedGrants = <T extends { readonly written: LocatedText }>(
  statement: Statement,
  all: readonly T[],
  problemOf: (left: readonly T[]) => Problem,
): AffectedGrants => ({
  grants: all.map(({ written }) => grantOf(statement, written)),
  narrowedTo: (grants) =>
    problemOf(all.filter(({ written }) => grants.includes(grantOf(statement, written)))),
});

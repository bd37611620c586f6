import type { LocatedText } from "../../policies/located";
import type { Statement } from "../../policies/policy";

/** What names one grant, the same for every rule: an action as it is written in a statement, at its place. */
export const grantOf = ({ title }: Statement, { text, range }: LocatedText): string =>
  `${range.file}:${range.start.line}:${range.start.column} ${title} ${text}`;

/** All that a statement grants, where its condition or its resources are what is wrong. */
export const grantsOf = (statement: Statement): string[] =>
  [...statement.actions, ...statement.notActions].map((each) => grantOf(statement, each));

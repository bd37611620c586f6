/**
 * A statement of an IAM policy as in AWS: a list may be a single string.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: Condition;
}

/** Operator to condition key to values. */
export type Condition = {
  readonly [operator: string]: { readonly [key: string]: OneOrMany };
};

export type OneOrMany = string | readonly string[];

/** Always a list. */
export const listOf = (value: OneOrMany | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

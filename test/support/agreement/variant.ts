/** A module's files in text, by name. */
export type Texts = Readonly<Record<string, string>>;

/** A module that was changed in one place. */
export interface Variant {
  /** What was changed: `remove argument: aws_iam_role.connector.name`. */
  readonly name: string;
  readonly kind: string;
  /** The module that it was made from. */
  readonly base: string;
  readonly files: Texts;
}

/** A module that variants are made from. */
export interface Base {
  readonly name: string;
  readonly files: Texts;
}

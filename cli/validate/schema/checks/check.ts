/** What an argument takes beyond its type. Of lists and sets, every element. */
export type Takes =
  /** One of these; `later` are those that a later major version of the provider takes, too. */
  | {
      readonly kind: "one of";
      readonly values: readonly (string | number)[];
      readonly later?: readonly (string | number)[];
    }
  /** A number between these; `also` are single ones beside. */
  | {
      readonly kind: "range";
      readonly least: number;
      readonly most?: number;
      readonly also?: readonly number[];
    }
  /** A text of so many bytes, in which the pattern is found. */
  | {
      readonly kind: "text";
      readonly least?: number;
      readonly most?: number;
      readonly pattern?: RegExp;
      /** The pattern in words: "letters, digits and -". */
      readonly words?: string;
    }
  /** A text in JSON. */
  | { readonly kind: "json"; readonly of: "object" | "list" | "any" }
  /**
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
   * With `formOnly` only the six parts count, not what stands in each.
   */
  | { readonly kind: "arn"; readonly formOnly?: boolean };

/**
 * A value that a provider's own code checks before any call, so that `terraform validate` refuses it; the schema that
 * the provider tells doesn't hold it.
 */
export interface ValueCheck {
  /** The path of the argument in its type: `operation_preferences.max_concurrent_count`. */
  readonly path: string;
  readonly takes: Takes;
  /** Where it comes from. */
  readonly source: string;
}

/** Arguments or blocks of one body that depend on one another. */
export interface ConflictCheck {
  /** The path of the body; empty for the resource itself. */
  readonly path: string;
  /** `conflict`: at most one may be set; `exactly one`; `together`: all or none. */
  readonly kind: "conflict" | "exactly one" | "together";
  readonly names: readonly string[];
  readonly source: string;
}

/** What is checked of a type such as `resource.aws_iam_role`. */
export interface TypeChecks {
  readonly values: readonly ValueCheck[];
  readonly conflicts: readonly ConflictCheck[];
}

import type { Texts } from "./variant";

/** A way in which the two verdicts differ, and why. */
export interface Known {
  readonly cause: string;
  /** What the one that finds an error says: Terraform, or ours. */
  readonly says: RegExp;
  readonly by: "terraform" | "ours";
  /** A module that is still judged so. */
  readonly example: Texts;
}

const inAws = (text: string): Texts => ({
  "main.tf": `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

${text}`,
});

/** Every disagreement that there is, by its cause. */
export const KNOWN: readonly Known[] = [
  {
    cause:
      "the provider's code asks whether a text is JSON, an ARN, a number in a range, one of some words",
    by: "terraform",
    says: /contains an invalid JSON|is an invalid ARN|expected .* to be (one of|in the range|at least|at most)|expected length of|must (contain|match|be|only|begin|not)|invalid value for|value must be|valid CIDR|has an invalid|doesn't comply|cannot (be|contain|begin|end)|may only|must have|characters/i,
    example: inAws(`resource "aws_secretsmanager_secret" "token" {
  policy = "abc"
}
`),
  },
  {
    cause: "the provider's code knows which arguments exclude or need each other",
    by: "terraform",
    says: /conflicts with|only one of|one of `|all of `|Conflicting configuration arguments|Missing required argument: "|Invalid combination|Exactly one/i,
    example: inAws(`resource "aws_secretsmanager_secret" "token" {
  name        = "a"
  name_prefix = "b"
}
`),
  },
  {
    cause: "the provider's code refuses an `id` that its schema lets anybody set",
    by: "terraform",
    says: /Invalid or unknown key/,
    example: inAws(`resource "aws_secretsmanager_secret" "token" {
  id = "abc"
}
`),
  },
];

/** Variants of seed 1 on which ours is wrong, by module and name. Whatever is mended has to go from here. */
export const OPEN: Readonly<Record<string, readonly string[]>> = {
  "eks-connector": [],
  // Ours takes more for ephemeral than Terraform does: where it loses the mark is not found out yet.
  "ecs-connector": ["ephemeral variable: variable.connectorVersion"],
  "org-delegation": [
    // Ours takes null in an expression for a text.
    "null: resource.aws_cloudformation_stack_set.members.operation_preferences.failure_tolerance_percentage",
    // Ours doesn't count dynamic blocks beside written ones.
    "dynamic block: aws_cloudformation_stack_set_instance.units.timeouts",
  ],
};

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
export const OPEN: Readonly<Record<string, readonly string[]>> = {};

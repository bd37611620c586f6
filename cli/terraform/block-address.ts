import type { Block } from "./configuration";

/** Types of blocks whose address has a word of its own before the labels. */
const WORDS: Readonly<Record<string, string>> = { variable: "var", resource: "" };

/** How Terraform itself names what a block declares: `aws_ecs_service.this`, `var.region`, `provider.aws`. */
export const addressOf = ({ type, labels }: Block): string =>
  [WORDS[type] ?? type, ...labels].filter((part) => part !== "").join(".");

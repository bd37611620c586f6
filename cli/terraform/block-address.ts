import type { Block } from "./configuration";

/** Block types whose address doesn't begin with the type. */
const WORDS: Readonly<Record<string, string>> = { variable: "var", resource: "" };

/** The Terraform address of a block: `aws_ecs_service.this`, `var.region`, `provider.aws`. */
export const addressOf = ({ type, labels }: Block): string =>
  [WORDS[type] ?? type, ...labels].filter((part) => part !== "").join(".");

import type { Rule } from "../rule";
import { CONFIGURATION_RULES } from "./configuration";
import { IAM_RULES } from "./iam";
import { SCHEMA_RULES } from "./schema";
import { SYNTAX_RULES } from "./syntax";

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  ...SYNTAX_RULES,
  ...CONFIGURATION_RULES,
  ...IAM_RULES,
  ...SCHEMA_RULES,
];

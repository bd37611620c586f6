import type { Rule } from "../../rule";

/** Policies: what they grant, and to whom. */
export const IAM_RULES: readonly Rule[] = [];

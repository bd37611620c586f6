import type { Rule } from "../../rule";

/** Tokens, networks, versions, modules and plans. */
export const CONFIGURATION_RULES: readonly Rule[] = [];

import type { Rule } from "../../rule";

/** Resources and data sources against the providers' schemas. */
export const SCHEMA_RULES: readonly Rule[] = [];

import type { Rule } from "../../rule";
import { syntax } from "./syntax";

/** What can not be read at all, and variables against the inputs that they are for. */
export const SYNTAX_RULES: readonly Rule[] = [syntax];

import type { Rule } from "../../rule";
import { syntax } from "./syntax";
import { variables } from "./variables";

/** What can not be read at all, and variables against the inputs that they are for. */
export const SYNTAX_RULES: readonly Rule[] = [syntax, variables];

import type { Rule } from "../../rule";
import { tokenInPlainText } from "./token-in-plain-text";

/** Tokens, networks, versions, modules and plans. */
export const CONFIGURATION_RULES: readonly Rule[] = [tokenInPlainText];

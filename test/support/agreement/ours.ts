import { check } from "../../../cli/validate/check";
import { subjectOf } from "../../../cli/validate/read/example";
import { SCHEMA_RULES } from "../../../cli/validate/rules/schema";
import { SYNTAX_RULES } from "../../../cli/validate/rules/syntax";
import type { Texts } from "./variant";

const RULES = [...SYNTAX_RULES, ...SCHEMA_RULES];

/**
 * What the checks that `terraform validate` does as well have against a module: the first error, or undefined where it
 * is valid.
 */
export async function ourVerdict(files: Texts): Promise<string | undefined> {
  const error = (await check(await subjectOf(files), RULES)).find(
    ({ severity }) => severity === "error",
  );
  return error === undefined ? undefined : `${error.rule}: ${error.message}`;
}

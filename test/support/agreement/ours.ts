import { check } from "../../../cli/validate/check";
import { subjectOf } from "../../../cli/validate/read/example";
import { readModule } from "../../../cli/validate/read/folder";
import { nameLength } from "../../../cli/validate/rules/iam/name-length";
import { SCHEMA_RULES } from "../../../cli/validate/rules/schema";
import { SYNTAX_RULES } from "../../../cli/validate/rules/syntax";
import { CALLER, callOf } from "./call";
import type { Texts } from "./variant";

/**
 * The rules that say what `terraform validate` says as well. Names of roles and policies, which the provider checks, have
 * a rule apart, because it looks into plans, too.
 */
export const TERRAFORM_RULES = [...SYNTAX_RULES, ...SCHEMA_RULES, nameLength];

/**
 * What the checks that `terraform validate` does as well have against a module: the first error, or undefined where it
 * is valid.
 */
export async function ourVerdict(files: Texts): Promise<string | undefined> {
  const error = (await check(await subjectOf(files), TERRAFORM_RULES)).find(
    ({ severity }) => severity === "error",
  );
  return error === undefined ? undefined : `${error.rule}: ${error.message}`;
}

/** The same against a module that a root calls, as Terraform is asked about it. */
export async function ourVerdictOnCalled(files: Texts): Promise<string | undefined> {
  const inFolder = Object.entries(files).map(([name, text]) => [`called/${name}`, text] as const);
  return ourVerdict({
    "main.tf.json": JSON.stringify(CALLER),
    "call.tf": callOf("called", await readModule("called", files)),
    ...Object.fromEntries(inFolder),
  });
}

import { check } from "../../../../../cli/validate/check";
import { subjectOf } from "../../../../../cli/validate/read/example";
import type { Example, Rule } from "../../../../../cli/validate/rule";

/** What a rule finds in some files: severity, place, message. */
export async function findings(rule: Rule, files: Example | string): Promise<string[]> {
  const subject = await subjectOf(typeof files === "string" ? { "main.tf": files } : files);
  const found = await check(subject, [rule]);
  return found.map(
    ({ severity, range, message }) => `${severity} ${range.file}:${range.start.line} ${message}`,
  );
}

/** The mends that go with them. */
export async function mends(rule: Rule, files: Example | string): Promise<string[]> {
  const subject = await subjectOf(typeof files === "string" ? { "main.tf": files } : files);
  return (await check(subject, [rule])).map(({ mend }) => mend);
}

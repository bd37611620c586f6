import { CONNECTOR_ROLE } from "../../../../support/policy-examples";
import { findingsIn } from "../../../../support/findings-in";
import { workspaceOf } from "../../../../support/workspace";
import type { Rule } from "../../../../../cli/validate/rule";
import type { Example } from "../../../../../tools/docs/rule-page";

/** With the role that policies of an example are for, where it is not among them. */
const filesOf = (files: Example | string): Example => {
  if (typeof files !== "string") return files;
  const isWithout =
    files.includes("aws_iam_role.connector") && !files.includes('"aws_iam_role" "connector"');
  return { "main.tf": files, ...(isWithout ? { "role.tf": CONNECTOR_ROLE } : {}) };
};

/** What a rule finds in some files: severity, place, message. */
export async function findings(rule: Rule, files: Example | string): Promise<string[]> {
  const workspace = await workspaceOf(filesOf(files));
  const found = await findingsIn(workspace, [rule]);
  return found.map(
    ({ severity, range, message }) => `${severity} ${range.file}:${range.start.line} ${message}`,
  );
}

/** The fixes that go with them. */
export async function fixes(rule: Rule, files: Example | string): Promise<string[]> {
  const workspace = await workspaceOf(filesOf(files));
  return (await findingsIn(workspace, [rule])).map(({ fix }) => fix);
}

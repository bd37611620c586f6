import type { Rule } from "../../../../../cli/validate/rule";
import type { Example } from "../../../../../tools/docs/rule-page";
import { CONNECTOR_ROLE, rolePolicy } from "../../../../support/policy-examples";
import { findings } from "./findings";

export { findings, fixes } from "./findings";

/** A role's inline policy in Terraform's JSON, of some statements. */
export const jsonPolicy = (...Statement: readonly object[]): Example => ({
  "main.tf.json": JSON.stringify(
    {
      resource: {
        aws_iam_role_policy: {
          p: {
            name: "p",
            role: "apono-connector",
            policy: JSON.stringify({ Version: "2012-10-17", Statement }),
          },
        },
      },
    },
    null,
    2,
  ),
});

/** A plan that makes an inline policy of some statements. */
export const planPolicy = (...Statement: readonly object[]): Example => ({
  "plan.json": JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.15.8",
    resource_changes: [
      {
        address: "module.apono.aws_iam_role_policy.p",
        mode: "managed",
        type: "aws_iam_role_policy",
        name: "p",
        change: {
          actions: ["create"],
          before: null,
          after: { name: "p", role: "apono-connector", policy: JSON.stringify({ Statement }) },
          after_unknown: { id: true },
        },
      },
    ],
  }),
});

/** The same by a policy document. */
export const documentPolicy = (statement: string): string =>
  `data "aws_iam_policy_document" "p" {
  statement {
${statement
  .trim()
  .split("\n")
  .map((line) => `    ${line.trim()}`)
  .join("\n")}
  }
}

resource "aws_iam_role_policy" "p" {
  role   = "apono-connector"
  policy = data.aws_iam_policy_document.p.json
}
`;

/** The connector's role with an inline policy of one statement. */
export const granting = (statement: string): string =>
  `${CONNECTOR_ROLE}\n${rolePolicy(statement)}`;

/** How messages call that statement … */
export const OF_EXTRA = "aws_iam_role_policy.extra, statement 1";
/** … and that role. */
export const OWN =
  'the connector\'s role aws_iam_role.connector ("apono" in its name, and tasks or pods may take it)';

/** What a rule says, without places. */
export const said = async (rule: Rule, files: string): Promise<string[]> =>
  (await findings(rule, files)).map((each) => each.replace(/ main\.tf:\d+/, ""));

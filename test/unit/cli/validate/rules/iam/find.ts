import type { Example } from "../../../../../../cli/validate/rule";

export { findings, mends } from "../findings";

/** A role's inline policy in Terraform's JSON, of some statements. */
export const jsonPolicy = (...Statement: readonly object[]): Example => ({
  "main.tf.json": JSON.stringify(
    {
      resource: {
        aws_iam_role_policy: {
          p: { name: "p", role: "r", policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
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
          after: { name: "p", role: "r", policy: JSON.stringify({ Statement }) },
          after_unknown: { id: true },
        },
      },
    ],
  }),
});

/** The same as a policy document, written by hand. */
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
`;

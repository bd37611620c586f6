import { findingsIn } from "../../../support/findings-in";
import { RULES } from "../../../../cli/validate/rules";
import { CONNECTOR_ROLE } from "../../../support/policy-examples";
import { workspaceOf } from "../../../support/workspace";

const ATTACHED = `resource "aws_iam_role_policy_attachment" "p" {
  role       = aws_iam_role.connector.name
  policy_arn = aws_iam_policy.p.arn
}
`;

/** What rules about policies say of a managed policy of the connector's role. */
const rules = async (text: string) =>
  (await findingsIn(await workspaceOf({ "main.tf": `${CONNECTOR_ROLE}${ATTACHED}${text}` }), RULES))
    .filter(({ rule }) => /^iam-(managed|inline|resource|condition|unknown)/.test(rule))
    .map(({ rule }) => rule);

const policy = (document: string, more = "") =>
  `resource "aws_iam_policy" "p" {${more}\n  policy = ${document}\n}\n`;
const statement = (text: string) =>
  policy(`jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", ${text} }] })`);
const document = (actions: string, resources = '"arn:aws:s3:::reports/*"') =>
  `${policy("data.aws_iam_policy_document.d.json")}data "aws_iam_policy_document" "d" {
  statement {
    actions   = [${actions}]
    resources = [${resources}]
  }
}
`;
const many = (action: (at: number) => string) =>
  Array.from({ length: 400 }, (_, at) => `"${action(at)}"`).join(", ");

it.each([
  ["a list of a document is a set", document(many(() => "s3:GetObjectVersionAcl"))],
  [
    "a tag that the reference has a word for",
    statement(
      'Action = ["secretsmanager:GetSecretValue"], Resource = "arn:aws:secretsmanager:*:*:secret:*", Condition = { StringEquals = { "secretsmanager:ResourceTag/team" = "a" } }',
    ),
  ],
  [
    "a tag that the reference has in brackets",
    statement(
      'Action = ["s3:GetObject"], Resource = "arn:aws:s3:::reports/*", Condition = { StringEquals = { "s3:ExistingObjectTag/team" = "a" } }',
    ),
  ],
  [
    "tags of load balancers of either kind",
    statement(
      'Action = ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"], Resource = ["arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*", "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*"]',
    ),
  ],
  [
    "an action that AWS's examples still have",
    statement('Action = ["SNS:Receive"], Resource = "arn:aws:sns:*:*:topic"'),
  ],
  [
    "a resource that is empty where nothing is made",
    `variable "use" {\n  default = false\n}\nvariable "arn" {}\n${policy('jsonencode({ Statement = [{ Effect = "Allow", Action = ["ssm:GetParameter"], Resource = var.use ? var.arn : "" }] })', "\n  count = var.use ? 1 : 0")}`,
  ],
])("says nothing of %s", async (_, text) => {
  expect(await rules(text)).toEqual([]);
});

it.each([
  [
    "a list that is as long without repeats",
    document(
      '"s3:GetObject"',
      many((at) => `arn:aws:s3:::reports-${at}/*`),
    ),
    "iam-managed-policy-size",
  ],
  [
    "a tag of a key that there is not",
    statement(
      'Action = ["secretsmanager:GetSecretValue"], Resource = "*", Condition = { StringEquals = { "secretsmanager:ResourceTags/team" = "a" } }',
    ),
    "iam-unknown-condition-key",
  ],
  [
    "a listener for what makes one",
    statement(
      'Action = ["elasticloadbalancing:CreateListener"], Resource = "arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*"',
    ),
    "iam-resource-mismatch",
  ],
])("finds %s", async (_, text, rule) => {
  expect(await rules(text)).toContain(rule);
});

it("says nothing of policies that the connector does not have", async () => {
  const found = await findingsIn(
    await workspaceOf({
      "main.tf": `${CONNECTOR_ROLE}${statement('Action = ["s3:GetObjekt"], Resource = "x"')}`,
    }),
    RULES,
  );
  expect(found.filter(({ rule }) => rule.startsWith("iam-"))).toEqual([]);
});

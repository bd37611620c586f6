import { quote } from "../../../lib/hcl/quote";
import type { HandedRole } from "./handed-role";
import type { HandOverFormat } from "./formats";

/** Roles in one of the formats. @param module whose roles they are */
export const renderRoles = (
  module: string,
  roles: readonly HandedRole[],
  format: HandOverFormat,
): string => (format === "json" ? asJson(module, roles) : asTerraform(module, roles));

const asJson = (module: string, roles: readonly HandedRole[]): string =>
  JSON.stringify({ format: 1, module, roles: roles.map(({ id: _id, ...role }) => role) }, null, 2);

function asTerraform(module: string, roles: readonly HandedRole[]): string {
  const arns = roles.map(({ id, input }) => [input.split(".").at(-1)!, `aws_iam_role.${id}.arn`]);
  const [object] = roles[0]!.input.split(".");
  return [
    `# Roles of the Apono connector, for the module ${module}: apono-connector permissions hand-over.`,
    ...roles.flatMap(blocksOf),
    `# The module's input ${object}.
output ${quote(object!)} {
  value = {
${arns.map(([name, value]) => `    ${name} = ${value}`).join("\n")}
  }
}`,
  ].join("\n\n");
}

function blocksOf(role: HandedRole): string[] {
  const { id, name, path, description, trust, inline, managedPolicyArns, permissionsBoundaryArn } =
    role;
  const boundary =
    permissionsBoundaryArn === null
      ? ""
      : `\n  permissions_boundary = ${quote(permissionsBoundaryArn)}`;
  return [
    `resource "aws_iam_role" "${id}" {
  name        = ${quote(name)}
  path        = ${quote(path)}
  description = ${quote(description)}${boundary}
  # Apono may have attached policies since; they must not block the role's destruction.
  force_detach_policies = true
  assume_role_policy    = ${encoded(trust)}
}`,
    ...inline.map(
      (policy) => `resource "aws_iam_role_policy" "${id}_${label(policy.name)}" {
  role   = aws_iam_role.${id}.id
  name   = ${quote(policy.name)}
  policy = ${encoded(policy.document)}
}`,
    ),
    ...managedPolicyArns.map(
      (arn) => `resource "aws_iam_role_policy_attachment" "${id}_${label(arn.split("/").at(-1)!)}" {
  role       = aws_iam_role.${id}.id
  policy_arn = ${quote(arn)}
}`,
    ),
  ];
}

/** A name for Terraform. */
const label = (name: string): string => name.replaceAll(/[^A-Za-z0-9_]/g, "_");

/** A document as HCL: JSON is, but for the templates that its texts would begin. */
const encoded = (document: object): string =>
  `jsonencode(${JSON.stringify(document, null, 2)
    .replaceAll(/([$%])\{/g, "$1$1{")
    .replaceAll("\n", "\n  ")})`;

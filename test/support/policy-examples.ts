/** A role's inline policy of one statement, for examples. */
export const rolePolicy = (statement: string): string => `resource "aws_iam_role_policy" "extra" {
  name = "extra"
  role = aws_iam_role.connector.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
${statement
  .trim()
  .split("\n")
  .map((line) => `      ${line}`)
  .join("\n")}
    }]
  })
}
`;

/** The connector's role, trusted by ECS's tasks of one account. */
export const CONNECTOR_ROLE = `resource "aws_iam_role" "connector" {
  name = "apono-connector"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = "210987654321" } }
    }]
  })
}
`;

/** A role with a trust policy of one statement, for examples. */
export const roleTrusting = (
  statement: string,
  name = "apono-access",
): string => `resource "aws_iam_role" "access" {
  name = "${name}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
${statement
  .trim()
  .split("\n")
  .map((line) => `      ${line}`)
  .join("\n")}
    }]
  })
}
`;

/** A plan in which something happens to the connector's role, for a test. */
export function planOf({
  actions,
  name,
}: {
  readonly actions: readonly string[];
  readonly name: string;
}): string {
  const role = {
    name: "apono-connector-role-old",
    path: "/",
    assume_role_policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    }),
  };
  const change = {
    address: "module.apono.aws_iam_role.connector",
    mode: "managed",
    type: "aws_iam_role",
    name: "connector",
    change: {
      actions,
      before: role,
      after: { ...role, name },
      ...(actions.includes("delete") ? { replace_paths: [["name"]] } : {}),
    },
  };
  return `${JSON.stringify({ format_version: "1.2", terraform_version: "1.15.8", resource_changes: [change] }, null, 2)}\n`;
}

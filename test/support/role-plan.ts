/** A plan in which something happens to the connector's role, for a test. */
export function planOf({
  actions,
  name,
  renamed,
}: {
  readonly actions: readonly string[];
  readonly name: string;
  /** The connector's id before and after the plan. @default - no task definition changes */
  readonly renamed?: readonly [from: string, to: string];
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
  const task = (id: string) => ({
    family: "connector-task-definition",
    container_definitions: JSON.stringify([
      { name: "apono-connector", environment: [{ name: "APONO_CONNECTOR_ID", value: id }] },
    ]),
  });
  const tasks = renamed && {
    address: "module.apono.aws_ecs_task_definition.revision",
    mode: "managed",
    type: "aws_ecs_task_definition",
    name: "revision",
    change: {
      actions: ["delete", "create"],
      before: task(renamed[0]),
      after: task(renamed[1]),
      replace_paths: [["container_definitions"]],
    },
  };
  const changes = [change, ...(tasks === undefined ? [] : [tasks])];
  return `${JSON.stringify({ format_version: "1.2", terraform_version: "1.15.8", resource_changes: changes }, null, 2)}\n`;
}

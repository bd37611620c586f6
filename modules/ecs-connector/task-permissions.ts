import type { Statement } from "../permissions/policy";

/** What a task on ECS is granted besides the permission sets: data only, so that a reviewer's tools load nothing else. */

/** AWS's own policy for execution roles: pull from ECR, write logs. */
export const TASK_EXECUTION_POLICY = "service-role/AmazonECSTaskExecutionRolePolicy";

/** What a task needs for `aws ecs execute-command`. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
export const EXECUTE_COMMAND: Statement = {
  Effect: "Allow",
  Action: [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  Resource: ["*"],
};

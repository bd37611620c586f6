import type { AwsPlace } from "../../lib/aws-context";
import { text } from "../../lib/hcl";

/** The service that runs tasks. */
export const ECS_TASKS = "ecs-tasks.amazonaws.com";

/**
 * Who may assume the task role and the execution role: only this account's ECS tasks in this region.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export const taskTrust = (aws: AwsPlace) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: ECS_TASKS },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": aws.accountId },
        ArnLike: {
          "aws:SourceArn": text`arn:${aws.partition}:ecs:${aws.region}:${aws.accountId}:*`,
        },
      },
    },
  ],
});

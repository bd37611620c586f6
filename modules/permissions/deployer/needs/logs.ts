import { ANY, type Deployment, EVERYTHING, type Needs, arnIn, nameIn, textOf } from "../deployment";

/** Both forms of a group's ARN: tagging takes the one, all else the other. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html */
function groupArns(deployment: Deployment): string[] {
  const arn = arnIn(deployment, "logs", `log-group:${nameIn(deployment, "logGroup")}`);
  return [arn, `${arn}:*`];
}

export const LOGS_NEEDS = {
  aws_cloudwatch_log_group: (deployment) => [
    {
      sid: "LogGroup",
      actions: [
        "logs:CreateLogGroup",
        "logs:PutRetentionPolicy",
        "logs:DeleteRetentionPolicy",
        "logs:AssociateKmsKey",
        "logs:DisassociateKmsKey",
        "logs:ListTagsForResource",
        "logs:TagResource",
        "logs:UntagResource",
        "logs:DeleteLogGroup",
      ],
      resources: groupArns(deployment),
    },
    { sid: "Lookups", actions: ["logs:DescribeLogGroups"], resources: EVERYTHING },
  ],
  "data.aws_cloudwatch_log_group": (deployment) => [
    {
      sid: "ExistingLogGroup",
      actions: ["logs:ListTagsForResource"],
      resources: [
        arnIn(
          deployment,
          "logs",
          `log-group:${textOf(deployment, "logs.existingGroupName") ?? ANY}`,
        ),
      ],
    },
    { sid: "Lookups", actions: ["logs:DescribeLogGroups"], resources: EVERYTHING },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

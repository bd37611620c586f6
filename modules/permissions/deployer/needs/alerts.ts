import { type Deployment, type Needs, arnIn, nameIn } from "../deployment";

const ruleArns = (deployment: Deployment): string[] =>
  (["deploymentFailedRule", "taskStoppedRule"] as const).map((kind) =>
    arnIn(deployment, "events", `rule/${nameIn(deployment, kind)}`),
  );

const alarmArn = (deployment: Deployment): string =>
  arnIn(deployment, "cloudwatch", `alarm:${nameIn(deployment, "missingTasksAlarm")}`);

export const ALERTS_NEEDS = {
  aws_cloudwatch_event_rule: (deployment) => [
    {
      sid: "EventRules",
      actions: [
        "events:PutRule",
        "events:DescribeRule",
        "events:DeleteRule",
        "events:ListTagsForResource",
        "events:TagResource",
        "events:UntagResource",
      ],
      resources: ruleArns(deployment),
    },
  ],
  aws_cloudwatch_event_target: (deployment) => [
    {
      sid: "EventRules",
      actions: ["events:PutTargets", "events:ListTargetsByRule", "events:RemoveTargets"],
      resources: ruleArns(deployment),
    },
  ],
  aws_cloudwatch_metric_alarm: (deployment) => [
    {
      sid: "Alarm",
      actions: [
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
      resources: [alarmArn(deployment)],
    },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

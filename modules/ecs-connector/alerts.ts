import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type StringMap, type Value, hcl, text } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { addPreconditions } from "../../lib/terraform-features";
import { isOfRegion } from "../region-condition";
import type { ResourceKind } from "../naming";
import { type Names, nameExpression } from "../naming-expressions";
import type { Cluster } from "./cluster";
import type { ecsConnectorInputs } from "./inputs";
import type { Service } from "./service";

export interface AlertsProps {
  readonly aws: AwsContext;
  readonly alerts: ResolvedInputs<typeof ecsConnectorInputs>["alerts"];
  readonly cluster: Cluster;
  readonly service: Service;
  readonly numberOfInstances: Value<number>;
  readonly scaledOutside: Value<boolean>;
  readonly names: Names;
  readonly tags: Value<StringMap>;
}

/** Tells SNS topics when the connector is not well; makes nothing without a topic. */
export class Alerts extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlertsProps,
  ) {
    super(scope, id);
    const { alerts, aws } = props;
    addPreconditions(this.tellFailedDeployments(), [
      isOfRegion("alerts.topicArns", "topics", alerts.topicArns, aws),
    ]);
    this.tellStoppedTasks();
    this.tellMissingTasks();
  }

  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html */
  private tellFailedDeployments(): CloudwatchEventRule {
    return this.tell("deploymentFailedRule", "deployment_failed", {
      description: "A deployment of the Apono connector failed",
      pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        resources: [this.props.service.service.id],
        detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
      },
      fields: { reason: "$.detail.reason" },
      message: "A deployment of the Apono connector failed: <reason>",
    });
  }

  /**
   * Tasks that a person stops, or ECS to deploy or to scale, are not told; those that it stops as unhealthy are.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
   */
  private tellStoppedTasks(): void {
    const { cluster, service } = this.props;
    this.tell("taskStoppedRule", "task_stopped", {
      description: "A task of the Apono connector stopped by itself",
      pattern: {
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: {
          clusterArn: [cluster.arn],
          group: [text`service:${service.service.name}`],
          lastStatus: ["STOPPED"],
          stopCode: [{ "anything-but": ["UserInitiated"] }],
          stoppedReason: [{ "anything-but": { prefix: "Scaling activity initiated by" } }],
        },
      },
      fields: {
        task: "$.detail.taskArn",
        code: "$.detail.stopCode",
        reason: "$.detail.stoppedReason",
      },
      message: "A task of the Apono connector stopped (<code>): <reason>. Task: <task>",
    });
  }

  /**
   * Each running task gives one sample of the service's CPU a minute, so that Container Insights is not needed.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
   */
  private tellMissingTasks(): void {
    const { alerts, cluster, service, names, tags } = this.props;
    const wanted = hcl`${this.props.scaledOutside} ? 1 : ${this.props.numberOfInstances}`;
    const alarm = new CloudwatchMetricAlarm(this, "aws_cloudwatch_metric_alarm.missing_tasks", {
      alarmName: nameExpression("missingTasksAlarm", names).asString,
      alarmDescription: text`Fewer than ${wanted} tasks of the Apono connector run`.asString,
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      dimensions: {
        ClusterName: hcl`element(split("/", ${cluster.arn}), 1)`.asString,
        ServiceName: service.service.name,
      },
      statistic: "SampleCount",
      period: 60,
      evaluationPeriods: hcl`${alerts.minutes}`.asNumber,
      comparisonOperator: "LessThanThreshold",
      threshold: wanted.asNumber,
      treatMissingData: "breaching",
      alarmActions: hcl`${alerts.topicArns}`.asList,
      okActions: hcl`${alerts.topicArns}`.asList,
      tags: hcl`${tags}`.asMap,
    });
    alarm.addOverride("count", hcl`length(${alerts.topicArns}) > 0 && ${wanted} > 0 ? 1 : 0`);
  }

  /** A rule, and a target for each topic. */
  private tell(
    kind: ResourceKind,
    name: string,
    { description, pattern, fields, message }: Alert,
  ): CloudwatchEventRule {
    const { alerts, names, tags } = this.props;
    const rule = new CloudwatchEventRule(this, `aws_cloudwatch_event_rule.${name}`, {
      name: nameExpression(kind, names).asString,
      description,
      eventPattern: hcl`jsonencode(${pattern})`.asString,
      tags: hcl`${tags}`.asMap,
    });
    rule.addOverride("count", hcl`length(${alerts.topicArns}) > 0 ? 1 : 0`);
    const target = new CloudwatchEventTarget(this, `aws_cloudwatch_event_target.${name}`, {
      rule: hcl`${rule.fqn}[0].name`.asString,
      arn: hcl`${alerts.topicArns}[count.index]`.asString,
      inputTransformer: { inputPaths: fields, inputTemplate: JSON.stringify(message) },
    });
    target.addOverride("count", hcl`length(${alerts.topicArns})`);
    return rule;
  }
}

interface Alert {
  readonly description: string;
  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
  readonly pattern: object;
  /** JSON paths in the event, by the name that the message has for each. */
  readonly fields: { readonly [name: string]: string };
  readonly message: string;
}

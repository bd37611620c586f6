import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCloudwatchLogGroup } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import { addPreconditions } from "../../lib/terraform-features";
import { EXISTING_LOG_GROUP_RULES } from "../cross-inputs";
import { type Names, nameExpression } from "../naming-expressions";
import { isOfRegion } from "../region-condition";
import type { ecsConnectorInputs } from "./inputs";

export interface LogGroupProps {
  readonly aws: AwsContext;
  readonly logs: ResolvedInputs<typeof ecsConnectorInputs>["logs"];
  readonly retentionInDays: Value<number>;
  /** What must be there before an existing group is looked up. */
  readonly lookupAfter: readonly ITerraformDependable[];
  readonly names: Names;
  readonly tags: Value<StringMap>;
}

/** The connector's log group: created, or an existing one. */
export class LogGroup extends Construct {
  readonly group: CloudwatchLogGroup;
  /** The group's name and ARN, whichever it is. */
  readonly name: Expression<string>;
  readonly arn: Expression<string>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LogGroupProps,
  ) {
    super(scope, id);
    const { existingGroupName } = props.logs;
    const isCreated = hcl`${existingGroupName} == null`;
    this.group = this.makeGroup(isCreated);
    const existing = this.findExisting(isCreated);
    this.name = local(
      this,
      "log_group_name",
      hcl`${isCreated} ? one(${this.group.fqn}[*].name) : ${existingGroupName}`,
    );
    this.arn = hcl`one(concat(${this.group.fqn}[*].arn, ${existing.fqn}[*].arn))`;
  }

  private makeGroup(isCreated: Expression<boolean>): CloudwatchLogGroup {
    const { aws, logs, retentionInDays, names, tags } = this.props;
    const group = new CloudwatchLogGroup(this, "aws_cloudwatch_log_group.connector", {
      name: nameExpression("logGroup", names).asString,
      retentionInDays: hcl`${retentionInDays}`.asNumber,
      kmsKeyId: hcl`${logs.kmsKeyArn}`.asString,
      logGroupClass: hcl`${logs.class}`.asString,
      skipDestroy: hcl`${logs.skipDestroy}`,
      tags: hcl`${tags}`.asMap,
    });
    group.addOverride("count", hcl`${isCreated} ? 1 : 0`);
    addPreconditions(group, [
      isOfRegion("logs.kmsKeyArn", "keys", hcl`compact([${logs.kmsKeyArn}])`, aws),
    ]);
    return group;
  }

  private findExisting(isCreated: Expression<boolean>): DataAwsCloudwatchLogGroup {
    const { logs, lookupAfter } = this.props;
    const { existingGroupName } = logs;
    const existing = new DataAwsCloudwatchLogGroup(this, "data.aws_cloudwatch_log_group.existing", {
      // Required, so never null, though none is looked up then.
      name: hcl`${existingGroupName} == null ? "" : ${existingGroupName}`.asString,
      dependsOn: [...lookupAfter],
    });
    existing.addOverride("count", hcl`${isCreated} ? 0 : 1`);
    addPreconditions(
      existing,
      EXISTING_LOG_GROUP_RULES.map((rule) =>
        crossCondition(rule, {
          "logs.existingGroupName": existingGroupName,
          "logs.kmsKeyArn": logs.kmsKeyArn,
          "logs.class": logs.class,
        }),
      ),
    );
    return existing;
  }
}

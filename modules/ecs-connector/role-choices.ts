import type { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { hcl } from "../../lib/hcl";
import type { ResolvedInputs } from "../../lib/inputs";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import type { CrossRule } from "../../lib/inputs/cross-rules";
import { WITHOUT_OWN_ROLE } from "../cross-inputs";
import { RoleChoice, letsAssume } from "../permissions";
import type { ecsConnectorInputs } from "./inputs";
import { ECS_TASKS, taskTrust } from "./trust";

/** Who makes the connector's two roles. */
export interface RoleChoices {
  readonly task: RoleChoice;
  readonly execution: RoleChoice;
}

/** Each role is the module's own, or one that others make. */
export function chooseRoles(
  scope: Construct,
  aws: AwsContext,
  inputs: ResolvedInputs<typeof ecsConnectorInputs>,
): RoleChoices {
  const { taskRoleArn, executionRoleArn, create } = inputs.roles;
  const values = { ...inputs, "roles.taskRoleArn": taskRoleArn };
  const choose = (
    resourceName: string,
    input: string,
    arn: string | null,
    rules: readonly CrossRule[],
  ) =>
    new RoleChoice(scope, `${resourceName}-role-choice`, {
      aws,
      resourceName,
      input: { arn: input, create: "roles.create" },
      arn,
      create,
      conditions: rules.map((rule) => crossCondition(rule, values)),
      isTrusted: (document) => letsAssume(document, "Service", ECS_TASKS, "sts:AssumeRole"),
      trustPolicy: hcl`jsonencode(${taskTrust(aws.current).Statement[0]})`,
    });
  return {
    task: choose("connector", "roles.taskRoleArn", taskRoleArn, WITHOUT_OWN_ROLE["ecs-connector"]),
    execution: choose("execution", "roles.executionRoleArn", executionRoleArn, []),
  };
}

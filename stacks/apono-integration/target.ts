import { type Expression, type Value, hcl } from "../../lib/hcl";
import type { IntegrationType } from "../../modules/integration-inputs";

/** What is integrated. Some values come only from a connector's stack. */
export interface Target {
  readonly connectorId: Expression<string>;
  readonly type: Expression<string>;
  /** The connector's region. */
  readonly region?: Expression<string | null>;
  /** How many instances of the connector are to run. */
  readonly instances?: Expression<number | null>;
  /** ARNs of the managed policies of the connector's role. */
  readonly managedPolicies?: Expression<readonly string[] | null>;
  /** The stacks to deploy, this one last. */
  readonly stacks: readonly string[];
}

/** The target from the inputs of the stack. */
export const givenTarget = (
  stack: string,
  connectorId: Value<string>,
  type: Value<string>,
): Target => ({
  connectorId: hcl`${connectorId}`,
  type: hcl`${type}`,
  stacks: [stack],
});

/**
 * The target from a connector's stack. Outputs that an older release did not have are null.
 *
 * @param output an output of that stack
 */
export const passedTarget = (
  output: (name: string) => Expression<never>,
  type: IntegrationType,
  stacks: readonly string[],
): Target => ({
  connectorId: output("connector_id"),
  type: hcl`${type}`,
  region: hcl`try(${output("region")}, null)`,
  instances: hcl`try(${output("number_of_instances")}, null)`,
  managedPolicies: hcl`try(${output("managed_policy_arns")}, null)`,
  stacks,
});

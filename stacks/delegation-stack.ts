import { TerraformStack } from "cdktf";
import { DeployableStack } from "../lib/deployable-stack";
import { unknownConnectorStack } from "../lib/errors";
import { hcl } from "../lib/hcl";
import { type Inputs, type PropsOf, declareVariables } from "../lib/inputs";

/** Names the stack of this app whose connector may assume the roles. */
const CONNECTOR_STACK = "APONO_CONNECTOR_STACK";

/**
 * A stack of roles for a connector.
 *
 * Where `APONO_CONNECTOR_STACK` names a connector's stack, the connector's role comes from that stack's state and is no
 * variable, and cdktf deploys that stack first (and destroys it last). The stack must be made after the connector's.
 */
export abstract class DelegationStack extends DeployableStack {
  /** @throws ConfigurationError when `APONO_CONNECTOR_STACK` names no connector's stack of the app */
  protected declareInputs<I extends Inputs & { readonly connectorRoleArn: Inputs[string] }>(
    inputs: I,
  ): PropsOf<I> {
    const name = process.env[CONNECTOR_STACK]?.trim();
    if (!name) return declareVariables(this, inputs);
    const others = Object.entries(inputs).filter(([input]) => input !== "connectorRoleArn");
    return {
      ...declareVariables(this, Object.fromEntries(others)),
      connectorRoleArn: this.roleOf(this.connectorStack(name)),
    } as unknown as PropsOf<I>;
  }

  private connectorStack(name: string): TerraformStack {
    const stacks = this.node.scope!.node.children.filter(
      (child): child is TerraformStack =>
        TerraformStack.isStack(child) && !(child instanceof DelegationStack),
    );
    const stack = stacks.find(({ node }) => node.id === name);
    if (stack !== undefined) return stack;
    throw unknownConnectorStack(
      CONNECTOR_STACK,
      name,
      stacks.map(({ node }) => node.id),
    );
  }

  /** Read from the other stack's state, wherever the backend keeps it, and not from an output made for this one. */
  private roleOf(connector: TerraformStack): string {
    this.addDependency(connector);
    const state = this.backend.getRemoteStateDataSource(
      this,
      "data.terraform_remote_state.connector",
      connector.node.id,
    );
    return hcl`${state.fqn}.outputs.connector_role_arn`.asString;
  }
}

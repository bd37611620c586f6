import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { DeployableStack } from "../lib/deployable-stack";
import { unknownConnectorStack } from "../lib/errors";
import { hcl } from "../lib/hcl";
import { type PropsOf, declareVariables } from "../lib/inputs";
import { declareOutputs } from "../lib/outputs";
import {
  OrgDelegation,
  orgDelegationInputs,
  orgDelegationOutputs,
} from "../modules/org-delegation";
import { organizationAccessInputs } from "../modules/stack-inputs";

type OtherInputs = Omit<typeof orgDelegationInputs, "connectorRoleArn">;

/** Names the stack of this app whose connector the organization is delegated to. */
const CONNECTOR_STACK = "APONO_CONNECTOR_STACK";

/**
 * The delegation of an organization, ready to deploy: `TF_VAR_connectorRoleArn`, `TF_VAR_organizationalUnitIds`, and
 * every other input of the module as a variable.
 *
 * Where `APONO_CONNECTOR_STACK` names a connector's stack, the role comes from that stack's state and is no variable,
 * and cdktf deploys that stack first (and destroys it last). The stack must be made after the connector's.
 *
 * Region and credentials come from the environment; `organizationProfile` names an AWS profile for this stack alone.
 *
 * @throws ConfigurationError when `APONO_CONNECTOR_STACK` names no connector's stack of the app
 */
export class OrgDelegationStack extends DeployableStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { providers: ["aws"] });
    const { organizationProfile: profile } = declareVariables(this, organizationAccessInputs);
    new AwsProvider(this, "provider.aws", { profile });
    const delegation = new OrgDelegation(this, "delegation", this.declareInputs());
    declareOutputs(this, orgDelegationOutputs, delegation.outputs);
  }

  private declareInputs(): PropsOf<typeof orgDelegationInputs> {
    const name = process.env[CONNECTOR_STACK]?.trim();
    if (!name) return declareVariables(this, orgDelegationInputs);
    const others = Object.entries(orgDelegationInputs).filter(
      ([input]) => input !== "connectorRoleArn",
    );
    return {
      ...declareVariables(this, Object.fromEntries(others) as OtherInputs),
      connectorRoleArn: this.roleOf(this.connectorStack(name)),
    };
  }

  private connectorStack(name: string): TerraformStack {
    const stacks = this.node.scope!.node.children.filter(
      (child): child is TerraformStack => TerraformStack.isStack(child) && child !== this,
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

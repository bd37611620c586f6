import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { DeployableStack } from "../lib/deployable-stack";
import { type PropsOf, declareVariables } from "../lib/inputs";
import { declareOutputs } from "../lib/outputs";
import {
  OrgDelegation,
  type OrgDelegationProps,
  orgDelegationInputs,
  orgDelegationOutputs,
} from "../modules/org-delegation";
import { organizationAccessInputs } from "../modules/stack-inputs";
import { connectorStackFor, integrated } from "./connector-outputs";
import { requirements } from "../modules/providers";
import { BACKEND_VARIABLE } from "./backend-variable";
import type { GivenProps } from "./given";

type OtherInputs = Omit<typeof orgDelegationInputs, "connectorRoleArn">;

/**
 * The delegation of an organization, ready to deploy: `TF_VAR_connectorRoleArn`, `TF_VAR_organizationalUnitIds`, and
 * every other input of the module as a variable.
 *
 * Where `APONO_CONNECTOR_STACK` names a connector's stack, the role comes from that stack's state instead of a variable,
 * and cdktf deploys that stack first (and destroys it last). The stack must be made after the connector's. Where
 * `APONO_INTEGRATION` is `account`, that stack is named for the integration, and this one is left out.
 *
 * Region and credentials come from the environment; `organizationProfile` names an AWS profile for this stack alone.
 *
 * @throws ConfigurationError when `APONO_CONNECTOR_STACK` names no connector's stack of the app
 */
export class OrgDelegationStack extends DeployableStack {
  constructor(
    scope: Construct,
    id: string,
    { provider, backend, inputs: given }: GivenProps<OrgDelegationProps> = {},
  ) {
    super(scope, id, {
      providers: requirements("aws"),
      backendVariable: BACKEND_VARIABLE,
      backend,
    });
    new AwsProvider(this, "provider.aws", provider ?? this.profile());
    const inputs = given?.(this) ?? this.declareInputs();
    const delegation = new OrgDelegation(this, "delegation", inputs);
    declareOutputs(this, orgDelegationOutputs, delegation.outputs);
  }

  private profile() {
    const { organizationProfile: profile } = declareVariables(this, organizationAccessInputs);
    return { profile };
  }

  private declareInputs(): PropsOf<typeof orgDelegationInputs> {
    const connector =
      integrated() === "account" ? undefined : connectorStackFor(this, "connectorRoleArn");
    if (connector === undefined) return declareVariables(this, orgDelegationInputs);
    const others = Object.entries(orgDelegationInputs).filter(
      ([input]) => input !== "connectorRoleArn",
    );
    const output = this.outputsOf(connector, "connector");
    return {
      ...declareVariables(this, Object.fromEntries(others) as OtherInputs),
      connectorRoleArn: output("connector_role_arn").asString,
    };
  }
}

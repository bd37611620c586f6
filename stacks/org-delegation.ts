import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { declareVariables } from "../lib/inputs";
import { declareOutputs } from "../lib/outputs";
import {
  OrgDelegation,
  orgDelegationInputs,
  orgDelegationOutputs,
} from "../modules/org-delegation";
import { organizationAccessInputs } from "../modules/stack-inputs";
import { DelegationStack } from "./delegation-stack";

/**
 * The delegation of an organization, ready to deploy: `TF_VAR_connectorRoleArn`, `TF_VAR_organizationalUnitIds`, and
 * every other input of the module as a variable; `organizationProfile` names an AWS profile for this stack alone.
 */
export class OrgDelegationStack extends DelegationStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { providers: ["aws"] });
    const { organizationProfile: profile } = declareVariables(this, organizationAccessInputs);
    new AwsProvider(this, "provider.aws", { profile });
    const inputs = this.declareInputs(orgDelegationInputs);
    const delegation = new OrgDelegation(this, "delegation", inputs);
    declareOutputs(this, orgDelegationOutputs, delegation.outputs);
  }
}

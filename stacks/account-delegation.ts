import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { DeployableStack } from "../lib/deployable-stack";
import { declareVariables } from "../lib/inputs";
import { declareOutputs } from "../lib/outputs";
import {
  AccountDelegation,
  accountDelegationInputs,
  accountDelegationOutputs,
} from "../modules/account-delegation";
import { accountAccessInputs } from "../modules/stack-inputs";
import { requirements } from "../modules/providers";
import { BACKEND_VARIABLE } from "./backend-variable";

/**
 * The delegation of one account, ready to deploy: `TF_VAR_connectorRoleArn`, and every other input of the module as a
 * variable; `accountProfile` names an AWS profile for this stack alone.
 *
 * It depends on no other stack: cdktf would not destroy a connector without every stack that does.
 */
export class AccountDelegationStack extends DeployableStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      providers: requirements("aws"),
      backendVariable: BACKEND_VARIABLE,
    });
    const { accountProfile: profile } = declareVariables(this, accountAccessInputs);
    new AwsProvider(this, "provider.aws", { profile });
    const inputs = declareVariables(this, accountDelegationInputs);
    const delegation = new AccountDelegation(this, "delegation", inputs);
    declareOutputs(this, accountDelegationOutputs, delegation.outputs);
  }
}

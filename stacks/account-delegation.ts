import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { DeployableStack } from "../lib/deployable-stack";
import { declareVariables } from "../lib/inputs";
import { declareOutputs } from "../lib/outputs";
import {
  AccountDelegation,
  type AccountDelegationProps,
  accountDelegationInputs,
  accountDelegationOutputs,
} from "../modules/account-delegation";
import { accountAccessInputs } from "../modules/stack-inputs";
import { requirements } from "../modules/providers";
import { BACKEND_VARIABLE } from "./backend-variable";
import type { GivenProps } from "./given";

/**
 * The delegation of one account, ready to deploy: `TF_VAR_connectorRoleArn`, and every other input of the module as a
 * variable; `accountProfile` names an AWS profile for this stack alone.
 *
 * It depends on no other stack: cdktf would not destroy a connector without every stack that does.
 */
export class AccountDelegationStack extends DeployableStack {
  constructor(
    scope: Construct,
    id: string,
    { provider, backend, inputs: given }: GivenProps<AccountDelegationProps> = {},
  ) {
    super(scope, id, {
      providers: requirements("aws"),
      backendVariable: BACKEND_VARIABLE,
      backend,
    });
    new AwsProvider(this, "provider.aws", provider ?? this.profile());
    const inputs = given?.(this) ?? declareVariables(this, accountDelegationInputs);
    const delegation = new AccountDelegation(this, "delegation", inputs);
    declareOutputs(this, accountDelegationOutputs, delegation.outputs);
  }

  private profile() {
    const { accountProfile: profile } = declareVariables(this, accountAccessInputs);
    return { profile };
  }
}

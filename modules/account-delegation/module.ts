import type { Construct } from "constructs";
import { declareVariables } from "../../lib/inputs";
import { ModuleStack } from "../../lib/module-stack";
import { declareOutputs } from "../../lib/outputs";
import { requirements } from "../providers";
import { AccountDelegation, accountDelegationInputs, accountDelegationOutputs } from ".";

/** The published module `account-delegation`. */
export class AccountDelegationModule extends ModuleStack {
  constructor(scope: Construct) {
    super(scope, "account-delegation", { providers: requirements("aws") });
    const delegation = new AccountDelegation(
      this,
      "delegation",
      declareVariables(this, accountDelegationInputs),
    );
    declareOutputs(this, accountDelegationOutputs, delegation.outputs);
  }
}

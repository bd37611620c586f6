import type { Construct } from "constructs";
import { declareVariables } from "../../lib/inputs";
import { ModuleStack } from "../../lib/module-stack";
import { declareOutputs } from "../../lib/outputs";
import { requirements } from "../providers";
import { OrgDelegation, orgDelegationInputs, orgDelegationOutputs } from ".";

/** The published module `org-delegation`. */
export class OrgDelegationModule extends ModuleStack {
  constructor(scope: Construct) {
    super(scope, "org-delegation", { providers: requirements("aws") });
    const delegation = new OrgDelegation(
      this,
      "delegation",
      declareVariables(this, orgDelegationInputs),
    );
    declareOutputs(this, orgDelegationOutputs, delegation.outputs);
  }
}

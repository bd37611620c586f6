import type { Outputs } from "../lib/outputs/declaration";
import { accountDelegationOutputs } from "./account-delegation/outputs";
import { ecsConnectorOutputs } from "./ecs-connector/outputs";
import { eksConnectorOutputs } from "./eks-connector/outputs";
import type { ModuleName } from "./module-names";
import { orgDelegationOutputs } from "./org-delegation/outputs";

/** The outputs of every module, without the constructs, which take seconds to load. */
export const MODULE_OUTPUTS: Readonly<Record<ModuleName, Outputs>> = {
  "ecs-connector": ecsConnectorOutputs,
  "eks-connector": eksConnectorOutputs,
  "org-delegation": orgDelegationOutputs,
  "account-delegation": accountDelegationOutputs,
};

import type { Inputs } from "../lib/inputs/declaration";
import { accountDelegationInputs } from "./account-delegation/inputs";
import { ecsConnectorInputs } from "./ecs-connector/inputs";
import { eksConnectorInputs } from "./eks-connector/inputs";
import type { ModuleName } from "./module-names";
import { orgDelegationInputs } from "./org-delegation/inputs";

/** The inputs of every module, without the constructs, which take seconds to load. */
export const MODULE_INPUTS: Readonly<Record<ModuleName, Inputs>> = {
  "ecs-connector": ecsConnectorInputs,
  "eks-connector": eksConnectorInputs,
  "org-delegation": orgDelegationInputs,
  "account-delegation": accountDelegationInputs,
};

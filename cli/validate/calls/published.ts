import type { Inputs } from "../../../lib/inputs/declaration";
import type { Outputs } from "../../../lib/outputs/declaration";
import type { ProviderName } from "../../../lib/provider-requirements";
import type { ModuleName } from "../../../modules/names";
import { ecsConnectorInputs } from "../../../modules/ecs-connector/inputs";
import { ecsConnectorOutputs } from "../../../modules/ecs-connector/outputs";
import { eksConnectorInputs } from "../../../modules/eks-connector/inputs";
import { eksConnectorOutputs } from "../../../modules/eks-connector/outputs";
import { orgDelegationInputs } from "../../../modules/org-delegation/inputs";
import { orgDelegationOutputs } from "../../../modules/org-delegation/outputs";

/** What a published module takes, gives and needs. */
export interface PublishedModule {
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  /** Its `required_providers`; a test holds them against the module itself. */
  readonly providers: readonly ProviderName[];
}

/** Every published module by name, from its declarations alone: the constructs would cost seconds to load. */
export const PUBLISHED: Readonly<Record<ModuleName, PublishedModule>> = {
  "ecs-connector": {
    inputs: ecsConnectorInputs,
    outputs: ecsConnectorOutputs,
    providers: ["aws"],
  },
  "eks-connector": {
    inputs: eksConnectorInputs,
    outputs: eksConnectorOutputs,
    providers: ["aws", "helm", "kubernetes"],
  },
  "org-delegation": {
    inputs: orgDelegationInputs,
    outputs: orgDelegationOutputs,
    providers: ["aws"],
  },
};

/** Inputs of any published module that hold a secret. */
export const SECRET_INPUTS: ReadonlySet<string> = new Set(
  Object.values(PUBLISHED).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, input]) => input.sensitive === true || input.ephemeral === true)
      .map(([name]) => name),
  ),
);

import type { Construct } from "constructs";
import { declareVariables } from "../../lib/inputs";
import { ModuleStack } from "../../lib/module-stack";
import { declareOutputs } from "../../lib/outputs";
import { requirements } from "../providers";
import { EcsConnector, ecsConnectorInputs, ecsConnectorOutputs } from ".";

/** The published module `ecs-connector`. */
export class EcsConnectorModule extends ModuleStack {
  constructor(scope: Construct) {
    super(scope, "ecs-connector", { providers: requirements("aws") });
    const connector = new EcsConnector(
      this,
      "connector",
      declareVariables(this, ecsConnectorInputs),
    );
    declareOutputs(this, ecsConnectorOutputs, connector.outputs);
  }
}

import type { Construct } from "constructs";
import { declareVariables } from "../../lib/inputs";
import { ModuleStack } from "../../lib/module-stack";
import { declareOutputs } from "../../lib/outputs";
import { requirements } from "../providers";
import { EksConnector, eksConnectorInputs, eksConnectorOutputs } from ".";

/** The published module `eks-connector`. */
export class EksConnectorModule extends ModuleStack {
  constructor(scope: Construct) {
    super(scope, "eks-connector", { providers: requirements("aws", "helm", "kubernetes") });
    const connector = new EksConnector(
      this,
      "connector",
      declareVariables(this, eksConnectorInputs),
    );
    declareOutputs(this, eksConnectorOutputs, connector.outputs);
  }
}

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { DeployableStack } from "../lib/deployable-stack";
import { declareVariables } from "../lib/inputs";
import { declareOutputs } from "../lib/outputs";
import {
  EcsConnector,
  type EcsConnectorProps,
  ecsConnectorInputs,
  ecsConnectorOutputs,
} from "../modules/ecs-connector";
import { requirements } from "../modules/providers";
import { BACKEND_VARIABLE } from "./backend-variable";
import type { GivenProps } from "./given";

/**
 * The connector on ECS Fargate, ready to deploy: `TF_VAR_APONO_TOKEN`, `TF_VAR_subnetIds`, and every other input of
 * the module as a variable. Region and credentials come from the environment, as everywhere with AWS.
 */
export class EcsConnectorStack extends DeployableStack {
  constructor(
    scope: Construct,
    id: string,
    { provider = {}, backend, inputs: given }: GivenProps<EcsConnectorProps> = {},
  ) {
    super(scope, id, {
      providers: requirements("aws"),
      backendVariable: BACKEND_VARIABLE,
      backend,
    });
    new AwsProvider(this, "provider.aws", provider);
    const inputs =
      given?.(this) ??
      declareVariables(this, ecsConnectorInputs, { rename: { aponoToken: "APONO_TOKEN" } });
    const connector = new EcsConnector(this, "connector", inputs);
    declareOutputs(this, ecsConnectorOutputs, connector.outputs);
  }
}

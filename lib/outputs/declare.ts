import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { OutputValues, Outputs } from "./declaration";

/** Declares one Terraform output per declared output. */
export function declareOutputs<O extends Outputs>(
  scope: Construct,
  outputs: O,
  values: OutputValues<O>,
): void {
  for (const [name, { description }] of Object.entries(outputs)) {
    new TerraformOutput(scope, `output.${name}`, { description, value: values[name] });
  }
}

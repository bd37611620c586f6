import type { Construct } from "constructs";
import { declareVariable } from "../lib/inputs";
import { ecsConnectorInputs } from "./ecs-connector/inputs";

/**
 * An ephemeral, sensitive variable for a connector's token: Terraform stores it in neither state nor plan. It is the same
 * for every connector.
 *
 * @param name the variable's name: the token is given as `TF_VAR_<name>`
 * @returns its reference, for the prop `aponoToken`
 */
export function tokenVariable(scope: Construct, name = "apono_token"): string {
  const variable = declareVariable(scope, name, ecsConnectorInputs.aponoToken);
  // In the stack's root, whatever construct it is declared in: Terraform's variables have no path.
  variable.overrideLogicalId(name);
  return variable.stringValue;
}

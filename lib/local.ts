import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, hcl } from "./hcl";

/** Declares a local value of the module, so that it is worked out once and has a name in the synthesized file. */
export function local(scope: Construct, name: string, value: unknown): Expression {
  return hcl`${new TerraformLocal(scope, `local.${name}`, value).asString}`;
}

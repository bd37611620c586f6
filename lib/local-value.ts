import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, type Value, hcl } from "./hcl";

/** Declares a local value, so that it is evaluated once and has a name in the synthesized file. */
export function local<T>(scope: Construct, name: string, value: Value<T>): Expression<T> {
  // Of all kinds of reference that cdktf gives, this one is a token, not text that stands for it.
  return hcl`${new TerraformLocal(scope, `local.${name}`, value).asBoolean}`;
}

import { type ModuleName, buildModule } from "../../modules";
import type { Policy } from "./policies";
import type { Json } from "./render";

/** An inline policy of a built module's role, in the partition `aws`. */
export function inlinePolicies(module: ModuleName, set: string): Policy[] {
  const { locals }: Json = buildModule(module).toFiles()["main.tf.json"];
  const text = JSON.stringify(locals.inline_policies[set].policy);
  return [JSON.parse(text.replaceAll("${local.partition}", "aws"))];
}

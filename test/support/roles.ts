import { type ModuleName, buildModule } from "../../modules";
import type { Policy } from "./policies";
import type { Json } from "./render";

/** An inline policy of a built module, in the partition `aws`, without prefix and with the path `/`. */
export function inDefaultPlace(policy: Json): Json {
  const text = JSON.stringify(policy)
    .replaceAll("${local.partition}", "aws")
    .replaceAll("${local.name_prefix}", "")
    .replaceAll(/\$\{var\.roles?\.assumedRolesPath\}/g, "/");
  return JSON.parse(text, (key, value: unknown) => {
    const listed = /^\$\{distinct\((.*)\)\}$/.exec(key === "Resource" ? String(value) : "");
    return listed === null ? value : [...new Set(JSON.parse(listed[1]!) as string[])];
  });
}

/** An inline policy of a built module's role, in the partition `aws`. */
export function inlinePolicies(module: ModuleName, set: string): Policy[] {
  const { locals }: Json = buildModule(module).toFiles()["main.tf.json"];
  return [inDefaultPlace(locals.inline_policies[set].policy)];
}

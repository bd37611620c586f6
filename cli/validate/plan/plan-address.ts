import { type Json, type JsonObject, at, textAt } from "./json-value";

/** Keys of lists whose entries have an address. */
const LISTS = new Set(["resource_changes", "resource_drift", "resources", "child_modules"]);

/**
 * The Terraform address of a place in a plan: a resource, a variable, an output or a module.
 *
 * @param path of the place in the plan
 */
export function addressIn(
  plan: JsonObject,
  path: readonly (string | number)[],
): string | undefined {
  let here: Json | undefined = plan;
  /** The prefix of the module: addresses in the configuration are relative to it. */
  let modules = "";
  let address: string | undefined;
  for (const [index, step] of path.entries()) {
    const above = path[index - 1] ?? "";
    here = at(here, step);
    if (above === "module_calls") {
      modules += `module.${step}.`;
      address = modules.slice(0, -1);
    } else if (above === "variables") address = `${modules}var.${step}`;
    else if (above === "outputs" || above === "output_changes")
      address = `${modules}output.${step}`;
    else if (LISTS.has(String(above)) && typeof step === "number") {
      const own = textAt(here, "address");
      if (own !== undefined) address = modules + own;
      // Keys inside a resource are its attributes.
      if (above !== "child_modules") break;
    }
  }
  return address;
}

import { type Json, type JsonObject, at, textAt } from "./json-value";

/** Keys below which a resource or a module has an entry with an address of its own. */
const LISTS = new Set(["resource_changes", "resource_drift", "resources", "child_modules"]);

/**
 * Of what a place in a plan is: a resource, a variable, an output or a module, as Terraform names it.
 *
 * @param path of the place, from the top of the plan
 */
export function addressIn(
  plan: JsonObject,
  path: readonly (string | number)[],
): string | undefined {
  let here: Json | undefined = plan;
  /** The configuration names things as the module does that they stand in. */
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
      // What is inside of a resource is its own affair, whatever it is called.
      if (above !== "child_modules") break;
    }
  }
  return address;
}

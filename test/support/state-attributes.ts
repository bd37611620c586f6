import type { Terraform } from "../kit/terraform";

/** Reads the state of a root without child modules. @returns a resource's attributes by its address */
export async function stateAttributes(
  terraform: Terraform,
): Promise<(address: string) => Record<string, unknown>> {
  const { values } = await terraform.show();
  return (address) =>
    values!.root_module.resources!.find((resource) => resource.address === address)!.values;
}

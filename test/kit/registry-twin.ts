import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { packagesIn, REGISTRY_HOSTS } from "./plugin-mirrors";

/**
 * Lays out a mirror beside another that has the same packages under the other registry's name, so that Terraform and
 * OpenTofu find the same plugins: `hashicorp/aws` means registry.terraform.io to the one and registry.opentofu.org to
 * the other. The packages are linked; a link in their place is the one that both engines follow.
 *
 * @param twin a folder that is made where there is anything to put into it
 * @returns the addresses that only the twin holds, such as `registry.opentofu.org/hashicorp/aws`
 */
export function layOutTwin(mirror: string, twin: string): string[] {
  const packages = packagesIn(mirror);
  const held = new Set(packages.map(({ host, source }) => `${host}/${source}`));
  const lacking = packages.flatMap((each) =>
    REGISTRY_HOSTS.map((host) => ({ ...each, address: `${host}/${each.source}` })),
  );
  const linked = lacking.filter(({ address }) => !held.has(address));
  for (const { host, source, path, address } of linked) {
    const link = join(twin, address, path);
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(join(mirror, host, source, path), link);
  }
  return [...new Set(linked.map(({ address }) => address))];
}

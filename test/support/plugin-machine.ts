import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PLATFORM } from "../kit/plugin-mirrors";
import { tempDir } from "../kit/processes";
import type { findProviderPlugins } from "../kit/provider-plugins";

export const HOST = "registry.terraform.io";
export const OPENTOFU_HOST = "registry.opentofu.org";

/** Both addresses of a provider, as a configuration lists them. */
export const both = (...sources: string[]) =>
  sources.flatMap((each) => [HOST, OPENTOFU_HOST].map((host) => `"${host}/${each}"`)).join(",");
export const openTofu = (...sources: string[]) =>
  sources.map((each) => `"${OPENTOFU_HOST}/${each}"`).join(",");

export function addUnpacked(mirror: string, source: string, version: string, host = HOST): string {
  const folder = join(mirror, host, source, version, PLATFORM);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function addPacked(
  mirror: string,
  source: string,
  version: string,
  platform = PLATFORM,
): void {
  const type = source.split("/")[1] ?? "";
  const file = join(mirror, HOST, source, `terraform-provider-${type}_${version}_${platform}.zip`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
}

/** A machine with nothing but what a test puts there. */
export function machine(): {
  home: string;
  root: string;
  search: Parameters<typeof findProviderPlugins>[0];
} {
  const home = tempDir("home-");
  const root = tempDir("root-");
  const env = {
    XDG_DATA_DIRS: join(root, "share"),
    TF_CLI_CONFIG_FILE: join(root, "missing.tfrc"),
  };
  return { home, root, search: { env, home, searchRoots: [root] } };
}

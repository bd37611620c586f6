import { dirname, relative, resolve, sep } from "node:path";
import type { Backend } from "./fleet";

/**
 * A backend as Terraform has it in a folder: a local state's relative path starts at the fleet file, and Terraform's at
 * the folder where it runs. So no rendered or synthesized file has a path of this machine.
 */
export function backendIn(folder: string, [type, settings]: Backend, file: string): Backend {
  const { path } = settings;
  if (type !== "local" || typeof path !== "string" || path.startsWith("/")) return [type, settings];
  const there = relative(folder, resolve(dirname(file), path));
  return [type, { ...settings, path: there.split(sep).join("/") }];
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineName } from "../../cli/fleet/render/engines/names";
import { writeModule } from "../../cli/registry/build/write-module";
import type { ModuleName } from "../../modules/module-names";
import { runCli } from "./cli";

/** Modules as they are published, in `modules/<name>` of a folder: what a fleet's `./modules/{module}` names. */
export function writeModules(folder: string, names: readonly ModuleName[]): void {
  mkdirSync(join(folder, "modules"), { recursive: true });
  for (const name of names) writeModule(name, join(folder, "modules", name));
}

/** Renders a fleet into a folder. @throws Error with what the command says where it fails */
export async function renderFleet(
  folder: string,
  fleet: object,
  ...engines: readonly EngineName[]
): Promise<void> {
  const file = join(folder, "fleet.json");
  writeFileSync(file, JSON.stringify(fleet, null, 2));
  for (const engine of engines) {
    const { code, err } = await runCli(["fleet", "render", file, "-e", engine, "-o", folder]);
    if (code !== 0) throw new Error(err);
  }
}

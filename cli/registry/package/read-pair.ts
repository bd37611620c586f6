import type { Files } from "../build/module-files";
import { differentModules } from "../errors";
import { detectModule } from "./detect-module";
import { readBuild } from "./read-build";

/** Reads two builds of one module. @throws CommandFailure if they are of different modules, or not modules */
export async function readPair(before: string, after: string): Promise<readonly [Files, Files]> {
  const [old, current] = await Promise.all([readBuild(before), readBuild(after)]);
  const [from, to] = [detectModule(old), detectModule(current)];
  if (from !== to)
    throw differentModules({ path: before, module: from }, { path: after, module: to });
  return [old, current];
}

import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ModuleName, buildModule } from "../../modules";
import { tempDir } from "../../sandbox/processes";

/** Builds a module, with its tests, into a temporary folder; removed by `cleanUp`. @returns the folder */
export function builtModule(name: ModuleName): string {
  const folder = join(tempDir("module-"), name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(buildModule(name).toFiles()))
    writeFileSync(join(folder, file), JSON.stringify(content, null, 2));
  const tests = join(__dirname, "..", "..", "modules", name, "tests");
  if (existsSync(tests)) cpSync(tests, join(folder, "tests"), { recursive: true });
  return folder;
}

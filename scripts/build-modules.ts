import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODULES, type ModuleName, buildModule } from "../modules";

const DIST = join(__dirname, "..", "dist");
const MODULE_SOURCES = join(__dirname, "..", "modules");

for (const name of Object.keys(MODULES) as ModuleName[]) {
  const folder = join(DIST, `terraform-aws-apono-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(buildModule(name).toFiles())) {
    writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  }
  const tests = join(MODULE_SOURCES, name, "tests");
  if (existsSync(tests)) cpSync(tests, join(folder, "tests"), { recursive: true });
  console.log(`built dist/terraform-aws-apono-${name}`);
}

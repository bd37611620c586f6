import { rmSync } from "node:fs";
import { join } from "node:path";
import { MODULES, type ModuleName } from "../modules";
import { writeModule } from "./write-module";

const DIST = join(__dirname, "..", "dist");

for (const name of Object.keys(MODULES) as ModuleName[]) {
  const folder = join(DIST, `terraform-aws-apono-${name}`);
  rmSync(folder, { recursive: true, force: true });
  writeModule(name, folder);
  console.log(`built dist/terraform-aws-apono-${name}`);
}

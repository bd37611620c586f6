/**
 * Writes what each module grants in the project's version beside the sources, for later builds to be compared with and
 * reviewers to see: `npx tsx tools/data/released-permissions.ts`. `npm run release` does it with each release.
 *
 * `--check` writes nothing, and exits 1 where the file of this version is out of date. The file of an earlier version is
 * fine: a release is being prepared.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { releasedFile, releasedPermissions } from "../../cli/permissions/released";
import { PROJECT_ROOT, projectVersion } from "../../cli/project";
import { MODULE_NAMES } from "../../modules/module-names";
import { permissionRecord } from "./permission-record";

const version = projectVersion();

for (const module of MODULE_NAMES) {
  const file = releasedFile(module);
  const name = relative(PROJECT_ROOT, file);
  const isChecked = process.argv.includes("--check");
  if (isChecked && releasedPermissions(module)?.version !== version) continue;
  const text = permissionRecord(module, version);
  if (isChecked) {
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    console.error(`${name} is out of date. Fix: npx tsx tools/data/released-permissions.ts`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${name}`);
  }
}

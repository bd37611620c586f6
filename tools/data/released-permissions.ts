import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { moduleFiles } from "../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../modules/names";
import { grantsOf } from "../../cli/permissions/grants";
import { releasedFile } from "../../cli/permissions/released";
import { PROJECT_ROOT, projectVersion } from "../../cli/project";

/**
 * Notes what each module grants in the project's version, for later builds to be compared with; what has changed since
 * the last release is then seen in review. Run it with each release: `npx tsx tools/data/released-permissions.ts`.
 */
for (const name of MODULE_NAMES) {
  const file = releasedFile(name);
  const note = { version: projectVersion(), grants: grantsOf(moduleFiles(name)) };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(note, null, 2)}\n`);
  console.log(`wrote ${relative(PROJECT_ROOT, file)}: ${note.grants.length} grants`);
}

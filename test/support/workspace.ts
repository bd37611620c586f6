import { posix } from "node:path";
import type { Example } from "../../tools/docs/rule-page";
import type { Workspace } from "../../cli/validate/workspace";
import { isTerraform, readModules } from "../../cli/validate/read/read-modules";
import { readPlan } from "../../cli/validate/plan/read-plan";
import { isVariableFile, readVariableFile } from "../../cli/terraform/variable-file";

/** What files hold, as if it lay in the folder that the command runs in. */
export async function workspaceOf(files: Example): Promise<Workspace> {
  const names = Object.keys(files).sort();
  const folders = new Map<string, Record<string, string>>();
  for (const name of names.filter((each) => isTerraform(posix.basename(each)))) {
    const folder = posix.dirname(name);
    folders.set(folder, { ...folders.get(folder), [posix.basename(name)]: files[name]! });
  }
  return {
    modules: await readModules(folders, (path) => files[posix.normalize(path)]),
    plans: names
      .filter((name) => posix.basename(name) === "plan.json")
      .map((name) => readPlan(name, files[name]!)),
    variableFiles: await Promise.all(
      names
        .filter(isVariableFile)
        .map((name) => readVariableFile(name, files[name]!, { isRequested: true })),
    ),
  };
}

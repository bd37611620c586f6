import valid from "semver/functions/valid";
import { MODULE_NAMES, type ModuleName } from "../../modules/names";
import { invalidVersion, unknownModule } from "./errors";

/** Folder and repository of a module, as the public registry wants it: `terraform-<provider>-<name>`. */
export const repositoryName = (module: string): string => `terraform-aws-apono-${module}`;

/** The modules that were asked for, else all. @throws CommandFailure for one that is not there */
export function chosenModules(wanted: readonly string[] | undefined): readonly ModuleName[] {
  if (wanted === undefined || wanted.length === 0) return MODULE_NAMES;
  for (const name of wanted) {
    if (!(MODULE_NAMES as readonly string[]).includes(name))
      throw unknownModule(name, MODULE_NAMES);
  }
  return MODULE_NAMES.filter((name) => wanted.includes(name));
}

/** A version as registries take it. @throws CommandFailure where it is none */
export function checkedVersion(version: string): string {
  // `valid` also takes "v1.2.3" and build metadata, of which registries make different things.
  if (valid(version) !== version || version.includes("+")) throw invalidVersion(version);
  return version;
}

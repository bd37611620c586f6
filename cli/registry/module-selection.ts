import valid from "semver/functions/valid";
import { MODULE_NAMES, type ModuleName } from "../../modules/module-names";
import { invalidVersion, unknownModule } from "./errors";

/** A module's folder and repository name, as the public registry requires it: `terraform-<provider>-<name>`. */
export const repositoryName = (module: string): string => `terraform-aws-apono-${module}`;

/** The chosen modules; all if none is chosen. @throws CommandFailure for an unknown module */
export function chosenModules(wanted: readonly string[] | undefined): readonly ModuleName[] {
  if (wanted === undefined || wanted.length === 0) return MODULE_NAMES;
  for (const name of wanted) {
    if (!(MODULE_NAMES as readonly string[]).includes(name))
      throw unknownModule(name, MODULE_NAMES);
  }
  return MODULE_NAMES.filter((name) => wanted.includes(name));
}

/** Checks a version for registries. @throws CommandFailure for an invalid one */
export function checkedVersion(version: string): string {
  // `valid` also accepts "v1.2.3" and build metadata, which registries treat differently.
  if (valid(version) !== version || version.includes("+")) throw invalidVersion(version);
  return version;
}

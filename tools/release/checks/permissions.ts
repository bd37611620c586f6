import { differenceOf, differenceTable, isPatchOf } from "../../../cli/permissions/difference";
import type { Grant } from "../../../cli/permissions/grants";
import { entryOf, hasPermissionsSection } from "../../../cli/registry/package/changelog";
import type { Problem } from "../problem";
import type { Release } from "../release";

/** What a module grants in this release and in the previous one. */
export interface ModuleGrants {
  readonly module: string;
  readonly before: readonly Grant[];
  readonly after: readonly Grant[];
}

/** A patch version grants nothing more; another version lists in the changelog what it grants more. */
export function permissionProblems(
  { version, previous }: Release,
  modules: readonly ModuleGrants[],
  changelog: string,
): Problem[] {
  if (previous === undefined) return [];
  const listed = hasPermissionsSection(entryOf(changelog, version) ?? "");
  return modules.flatMap(({ module, before, after }) => {
    const grown = differenceOf(before, after).filter(({ grows }) => grows);
    if (grown.length === 0) return [];
    const what = `${module} grants more than in ${previous}:\n${differenceTable(grown)}`;
    if (isPatchOf(version, previous))
      return [
        {
          what: `${version} is a patch version, but ${what}`,
          fix: `Release a minor version, so that "~> ${previous}" does not bring in these permissions.`,
        },
      ];
    if (listed) return [];
    return [
      {
        what: `${what}\nThe entry "## [${version}]" in CHANGELOG.md does not list new permissions.`,
        fix: 'Add a section "### Permissions" to the entry.',
      },
    ];
  });
}

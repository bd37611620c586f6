import type { Files } from "../../registry/build/module-files";
import { ACCESS_LEVELS, type AccessLevel, actionInfo, expandAction } from "../../iam/actions";
import { type Change, differenceOf } from "../difference";
import { type Grant, grantsOf } from "../grants";

/** The difference in permissions between two versions of a module; see docs/permissions-diff.schema.json. */
export interface PermissionDiff {
  readonly format: 1;
  readonly before: string;
  readonly after: string;
  /** Number of changes that let the connector do more. */
  readonly more: number;
  /** Those that allow more come first. */
  readonly changes: readonly DiffChange[];
}

export interface DiffChange extends Grant {
  readonly what: Change["what"];
  /** Whether it lets the connector do more. */
  readonly grows: boolean;
  /** Empty for anything but an action, such as a managed policy. */
  readonly accessLevels: readonly AccessLevel[];
}

interface Build {
  readonly name: string;
  readonly files: Files;
}

/** Compares two builds of a module. */
export async function buildDiff(before: Build, after: Build): Promise<PermissionDiff> {
  const changes = await Promise.all(
    differenceOf(grantsOf(before.files), grantsOf(after.files)).map(
      async ({ what, grows, grant }) => ({
        what,
        grows,
        ...grant,
        accessLevels: await levelsOf(grant.action),
      }),
    ),
  );
  return {
    format: 1,
    before: before.name,
    after: after.name,
    more: changes.filter(({ grows }) => grows).length,
    changes: changes.sort((a, b) => Number(b.grows) - Number(a.grows)),
  };
}

async function levelsOf(pattern: string): Promise<AccessLevel[]> {
  if (!/^(\*|[a-z0-9-]+:\S+)$/i.test(pattern)) return [];
  const infos = await Promise.all((await expandAction(pattern)).map(actionInfo));
  return ACCESS_LEVELS.filter((level) => infos.some((info) => info?.accessLevel === level));
}

import { join } from "node:path";
import type { AwsView } from "../aws-view";
import type { Commands } from "./commands";
import { TerraformRoot } from "./terraform-root";
import type { RunFolder } from "./run-folder";

/** What {@link cleanUp} needs. */
export interface CleanupProps {
  readonly folder: RunFolder;
  readonly commands: Commands;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly view: AwsView;
  /** Finds remaining resources that the view can't see, by name. */
  readonly findOthers?: () => Promise<readonly string[]>;
}

/** The result of a cleanup. */
export interface CleanupResult {
  /** Number of Terraform roots to destroy. */
  readonly roots: number;
  /** Number of deregistered task definitions, which Terraform keeps on purpose. */
  readonly deregistered: number;
  readonly errors: readonly string[];
  /** Names of the remaining resources. */
  readonly remaining: readonly string[];
}

/** Destroys a run's Terraform roots, the last first, and lists what is left. Needs no token. */
export async function cleanUp(props: CleanupProps): Promise<CleanupResult> {
  const { folder, commands, env, view } = props;
  const { suffix } = folder.info;
  const errors: string[] = [];
  const remaining: string[] = [];
  const roots = folder.info.roots
    .filter(({ applied }) => applied)
    .map((root) => ({ ...root, path: join(folder.path, root.folder) }))
    .reverse();
  for (const { name, path, variables } of roots) {
    const root = new TerraformRoot(name, path, commands, env, variables);
    const destroyed = await root.destroy();
    errors.push(...destroyed.errors);
    remaining.push(...(await root.resources()));
    // The earlier roots can't be destroyed before this one, which uses them.
    if (!destroyed.succeeded) break;
  }
  const deregistered = await view.deregister(suffix);
  remaining.push(...(await view.named(suffix)), ...((await props.findOthers?.()) ?? []));
  if (errors.length === 0 && remaining.length === 0) folder.markCleaned();
  return { roots: roots.length, deregistered, errors, remaining };
}

/** Errors and remaining resources, as sentences; empty if there are none. */
export const remainingText = ({ errors, remaining }: CleanupResult): string =>
  [...errors, remaining.length > 0 ? `Still there: ${remaining.join(", ")}.` : ""]
    .filter((text) => text !== "")
    .join(" ");

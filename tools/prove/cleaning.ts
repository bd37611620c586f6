import { join } from "node:path";
import type { AwsView } from "../aws-view";
import type { Commands } from "./commands";
import { Root } from "./root";
import type { RunFolder } from "./run-folder";

/** What destroying needs. */
export interface CleaningProps {
  readonly folder: RunFolder;
  readonly commands: Commands;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly view: AwsView;
  /** What else may be left, by name. */
  readonly others?: () => Promise<readonly string[]>;
}

/** What destroying came to. */
export interface Cleaned {
  /** How many roots were destroyed. */
  readonly roots: number;
  /** Task definitions that Terraform keeps on purpose and that were deregistered. */
  readonly deregistered: number;
  readonly errors: readonly string[];
  /** Names of what is still there. */
  readonly left: readonly string[];
}

/** Destroys what a run has made, the last first, and looks whether anything is left. Takes no token. */
export async function clean(props: CleaningProps): Promise<Cleaned> {
  const { folder, commands, env, view } = props;
  const { suffix } = folder.about;
  const errors: string[] = [];
  const left: string[] = [];
  const made = folder.about.roots
    .filter(({ applied }) => applied)
    .map((kept) => ({ ...kept, path: join(folder.path, kept.folder) }))
    .reverse();
  for (const { name, path, variables } of made) {
    const root = new Root(name, path, commands, env, variables);
    const destroyed = await root.destroy();
    errors.push(...destroyed.errors);
    left.push(...(await root.resources()));
    // What this root stands on can't go before it.
    if (!destroyed.done) break;
  }
  const deregistered = await view.deregister(suffix);
  left.push(...(await view.named(suffix)), ...((await props.others?.()) ?? []));
  if (errors.length === 0 && left.length === 0) folder.cleaned();
  return { roots: made.length, deregistered, errors, left };
}

/** What is still there, as a sentence. */
export const leftText = ({ errors, left }: Cleaned): string =>
  [...errors, left.length > 0 ? `Still there: ${left.join(", ")}.` : ""]
    .filter((text) => text !== "")
    .join(" ");

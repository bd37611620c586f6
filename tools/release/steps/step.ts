import type { Io } from "../../../cli/terminal/io";
import type { Git } from "../git";
import type { Release } from "../release";

/** What the steps work with. */
export interface ReleaseRun {
  readonly io: Io;
  readonly git: Git;
  readonly release: Release;
  /** Contents that the release writes into the repository, by path. */
  readonly written: ReadonlyMap<string, string>;
  /** The tree of the release's commit. */
  readonly tree: string;
  /** Absolute path of the folder for the artefacts. */
  readonly folder: string;
}

/** One step of a release. An interrupted step can be run again. */
export interface ReleaseStep {
  /** What it does, in the imperative. */
  readonly title: string;
  isDone(run: ReleaseRun): boolean | Promise<boolean>;
  run(run: ReleaseRun): void | Promise<void>;
}

import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../cli/files/make-folder";
import { writeWhole } from "../../cli/files/write-whole";

type Env = Readonly<Record<string, string | undefined>>;

/** A Terraform root of a run. */
export interface SavedRoot {
  readonly name: string;
  /** Relative to the run's folder. */
  readonly folder: string;
  /** Input variables, without the token. */
  readonly variables: Env;
  /** Whether an apply has begun; if not, there is nothing to destroy. */
  readonly applied: boolean;
}

/** What `run.json` holds, so that a later run can destroy the resources of this one. */
export interface SavedRun {
  readonly formatVersion: 1;
  readonly target: string;
  readonly account: string;
  readonly region: string;
  /** Suffix of the resources' names. */
  readonly suffix: string;
  readonly startedAt: string;
  readonly process: number;
  /** In the order of their creation. */
  readonly roots: readonly SavedRoot[];
  /** Whether everything is destroyed. */
  readonly cleaned: boolean;
}

const FILE = "run.json";

/** The folder of a run: Terraform roots with their state, logs, and `run.json`. */
export class RunFolder {
  private constructor(
    readonly path: string,
    private saved: SavedRun,
  ) {}

  /** @param state folder of all runs @param id name of the run's folder */
  static create(
    state: string,
    id: string,
    info: Pick<SavedRun, "target" | "account" | "region" | "suffix">,
  ): RunFolder {
    const path = join(state, id);
    makeFolder(path);
    const run = new RunFolder(path, {
      formatVersion: 1,
      ...info,
      startedAt: new Date().toISOString(),
      process: process.pid,
      roots: [],
      cleaned: false,
    });
    run.write();
    return run;
  }

  /** Runs whose resources are not destroyed, oldest first. */
  static unfinished(state: string): RunFolder[] {
    if (!existsSync(state)) return [];
    return readdirSync(state)
      .map((name) => join(state, name))
      .filter((path) => existsSync(join(path, FILE)))
      .map((path) => new RunFolder(path, read(path)))
      .filter(({ info }) => !info.cleaned)
      .sort((one, other) => one.info.startedAt.localeCompare(other.info.startedAt));
  }

  get info(): SavedRun {
    return this.saved;
  }

  get logs(): string {
    return join(this.path, "logs");
  }

  /** Whether the process of the run still runs. */
  get isRunning(): boolean {
    try {
      return this.saved.process !== process.pid && process.kill(this.saved.process, 0);
    } catch {
      return false;
    }
  }

  /** Saves a root before it is applied. @returns its folder */
  addRoot(name: string, folder: string, variables: Env): string {
    const roots = [...this.saved.roots, { name, folder, variables, applied: false }];
    this.saved = { ...this.saved, roots };
    this.write();
    const path = join(this.path, folder);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Saves that an apply of a root begins. */
  markApplied(name: string): void {
    const roots = this.saved.roots.map((root) =>
      root.name === name ? { ...root, applied: true } : root,
    );
    this.saved = { ...this.saved, roots };
    this.write();
  }

  /** Saves that everything is destroyed. */
  markCleaned(): void {
    this.saved = { ...this.saved, cleaned: true };
    this.write();
  }

  private write(): void {
    // Only the user may read it: variables may be confidential.
    writeWhole(join(this.path, FILE), `${JSON.stringify(this.saved, null, 2)}\n`, 0o600);
  }
}

const read = (path: string) => JSON.parse(readFileSync(join(path, FILE), "utf8")) as SavedRun;

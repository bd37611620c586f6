import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../cli/files/make-folder";
import { writeWhole } from "../../cli/files/write-whole";

type Env = Readonly<Record<string, string | undefined>>;

/** A root of Terraform of a run, in the order in which they are made. */
export interface KeptRoot {
  readonly name: string;
  /** Below the run's folder. */
  readonly folder: string;
  /** Terraform's variables, without the token. */
  readonly variables: Env;
  /** Whether an apply has begun: else there is nothing to destroy. */
  readonly applied: boolean;
}

/** What is kept of a run, so that a later one can destroy what it made. */
export interface KeptRun {
  readonly formatVersion: 1;
  readonly target: string;
  readonly account: string;
  readonly region: string;
  /** Ends the names in AWS. */
  readonly suffix: string;
  readonly startedAt: string;
  readonly process: number;
  readonly roots: readonly KeptRoot[];
  /** Everything is destroyed. */
  readonly cleaned: boolean;
}

const FILE = "run.json";

/** The folder of a run: its roots with their state, the logs of all commands, and what is kept of it. */
export class RunFolder {
  private constructor(
    readonly path: string,
    private kept: KeptRun,
  ) {}

  /** @param state the folder of all runs @param id names the run */
  static make(
    state: string,
    id: string,
    about: Pick<KeptRun, "target" | "account" | "region" | "suffix">,
  ): RunFolder {
    const path = join(state, id);
    makeFolder(path);
    const run = new RunFolder(path, {
      formatVersion: 1,
      ...about,
      startedAt: new Date().toISOString(),
      process: process.pid,
      roots: [],
      cleaned: false,
    });
    run.write();
    return run;
  }

  /** Runs that have not destroyed what they made, oldest first. */
  static unfinished(state: string): RunFolder[] {
    if (!existsSync(state)) return [];
    return readdirSync(state)
      .map((name) => join(state, name))
      .filter((path) => existsSync(join(path, FILE)))
      .map((path) => new RunFolder(path, read(path)))
      .filter(({ about }) => !about.cleaned)
      .sort((one, other) => one.about.startedAt.localeCompare(other.about.startedAt));
  }

  get about(): KeptRun {
    return this.kept;
  }

  get logs(): string {
    return join(this.path, "logs");
  }

  /** Whether the process that made it still runs. */
  get isRunning(): boolean {
    try {
      return this.kept.process !== process.pid && process.kill(this.kept.process, 0);
    } catch {
      return false;
    }
  }

  /** Notes a root before anything of it is made. @returns its folder */
  addRoot(name: string, folder: string, variables: Env): string {
    const roots = [...this.kept.roots, { name, folder, variables, applied: false }];
    this.kept = { ...this.kept, roots };
    this.write();
    const path = join(this.path, folder);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Notes that an apply of a root begins. */
  applying(name: string): void {
    const roots = this.kept.roots.map((root) =>
      root.name === name ? { ...root, applied: true } : root,
    );
    this.kept = { ...this.kept, roots };
    this.write();
  }

  /** Everything is destroyed. */
  cleaned(): void {
    this.kept = { ...this.kept, cleaned: true };
    this.write();
  }

  private write(): void {
    // Variables may hold what is nobody else's business.
    writeWhole(join(this.path, FILE), `${JSON.stringify(this.kept, null, 2)}\n`, 0o600);
  }
}

const read = (path: string) => JSON.parse(readFileSync(join(path, FILE), "utf8")) as KeptRun;

import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "../../cli/terminal/io";
import type { Interruption } from "./interruption";

type Env = Readonly<Record<string, string | undefined>>;

/** The result of a command. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** File with its standard output. */
  readonly log: string;
}

/** Options of {@link Commands.run}. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env: Env;
  /**
   * Whether an interruption stops it. A stopped Terraform does not record the resource that it is creating.
   * @default false
   */
  readonly stoppable?: boolean;
}

/** Time between two lines of progress, in milliseconds. */
const PROGRESS_MS = 1000;

/**
 * Runs commands one after another, each with its own log.
 *
 * A command writes to files and has its own process group, so that it finishes even if this process ends: Terraform
 * does not record the resource that it is creating when it is killed or its output pipe closes.
 */
export class Commands {
  private count = 0;
  private ignoresSignals = false;

  /** @param logs folder for the logs */
  constructor(
    private readonly logs: string,
    private readonly io: Pick<Io, "progress">,
    private readonly interruption: Interruption,
  ) {
    mkdirSync(logs, { recursive: true });
  }

  /** From now on, an interruption stops no command. */
  ignoreSignals(): void {
    this.ignoresSignals = true;
  }

  /** @param name for the log and the progress line, for example `network-apply` */
  async run(
    name: string,
    command: string,
    args: readonly string[],
    { cwd, env, stoppable = false }: CommandOptions,
  ): Promise<CommandResult> {
    this.count += 1;
    const base = join(this.logs, `${String(this.count).padStart(2, "0")}-${name}`);
    const [log, errors] = [`${base}.log`, `${base}.err`];
    const files = [log, errors].map((file) => openSync(file, "a", 0o600));
    const child = spawn(command, args, {
      cwd,
      env: { ...env },
      detached: true,
      stdio: ["ignore", ...files],
    });
    for (const file of files) closeSync(file);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    const began = Date.now();
    const timer = setInterval(() => {
      const seconds = Math.round((Date.now() - began) / 1000);
      this.io.progress(`${name}, ${seconds} s: ${lastLine(log)}`.slice(0, 110));
    }, PROGRESS_MS);
    try {
      const code =
        stoppable && !this.ignoresSignals
          ? await this.interruption.stoppable(
              () => interrupt(child.pid),
              () => ended,
            )
          : await ended;
      return { code, log, stdout: readFileSync(log, "utf8"), stderr: readFileSync(errors, "utf8") };
    } finally {
      clearInterval(timer);
      this.io.progress("");
    }
  }
}

/** Like Ctrl-C: Terraform ends and writes its state. */
function interrupt(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGINT");
  } catch {
    // It has already ended.
  }
}

/** The last line of a log; for Terraform's JSON messages, their text. */
function lastLine(file: string): string {
  const line = readFileSync(file, "utf8").trimEnd().split("\n").at(-1) ?? "";
  return /"@message":"([^"]*)/.exec(line)?.[1] ?? (line.startsWith("{") ? "" : line);
}

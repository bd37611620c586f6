import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "../../cli/terminal/io";
import type { Interruption } from "./interruption";

type Env = Readonly<Record<string, string | undefined>>;

/** How a command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The file with what it wrote to standard output. */
  readonly log: string;
}

/** How a command is run. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env: Env;
  /**
   * Whether a signal ends it. What Terraform is making when it is told to end is in no state afterwards: the call is given
   * up, whatever AWS makes of it. @default false
   */
  readonly stoppable?: boolean;
}

/** How often a line of progress is written, in milliseconds. */
const TELLING_MS = 1000;

/**
 * Runs commands one after another, each with a log of its own.
 *
 * A command writes to files and is in a process group of its own, so that it ends in peace whatever becomes of this
 * process: a Terraform that is killed, or whose output nobody takes, forgets what it is making.
 */
export class Commands {
  private count = 0;
  private isCleaning = false;

  /** @param logs the folder for the logs */
  constructor(
    private readonly logs: string,
    private readonly io: Pick<Io, "progress">,
    private readonly interruption: Interruption,
  ) {
    mkdirSync(logs, { recursive: true });
  }

  /** From now on signals stop no command. */
  clean(): void {
    this.isCleaning = true;
  }

  /** @param name for the log and the progress, such as `connector-plan` */
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
    const telling = setInterval(() => {
      const seconds = Math.round((Date.now() - began) / 1000);
      this.io.progress(`${name}, ${seconds} s: ${lastLine(log)}`.slice(0, 110));
    }, TELLING_MS);
    try {
      const code =
        stoppable && !this.isCleaning
          ? await this.interruption.stoppable(
              () => interrupt(child.pid),
              () => ended,
            )
          : await ended;
      return { code, log, stdout: readFileSync(log, "utf8"), stderr: readFileSync(errors, "utf8") };
    } finally {
      clearInterval(telling);
      this.io.progress("");
    }
  }
}

/** As Ctrl-C does: Terraform ends what it is doing, and writes its state. */
function interrupt(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGINT");
  } catch {
    // It has ended already.
  }
}

/** What a command wrote last; of a message of Terraform's, the text. */
function lastLine(file: string): string {
  const line = readFileSync(file, "utf8").trimEnd().split("\n").at(-1) ?? "";
  return /"@message":"([^"]*)/.exec(line)?.[1] ?? (line.startsWith("{") ? "" : line);
}

import { spawn, type ChildProcess } from "node:child_process";
import { forgetGroup, killGroup, registerGroup } from "./cleanup";

/** Environment on top of this process's own; `undefined` removes a variable. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * This process's environment with additions and removals, for what runs in this process. A command is given an {@link Env}
 * as it is: this one has forgotten what it removed.
 */
export function mergeEnv(...layers: readonly (Env | undefined)[]): NodeJS.ProcessEnv {
  const merged: NodeJS.ProcessEnv = { ...process.env };
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    if (value === undefined) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}

/**
 * Starts a command as the leader of a process group of its own, known to the clean-up.
 *
 * @throws Error when the command cannot be started at all.
 */
export async function spawnGroup(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Env },
): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: mergeEnv(options.env),
    detached: true,
    stdio: "pipe",
  });
  const pid = child.pid;
  if (pid === undefined) {
    const cause = await new Promise<Error>((resolve) => child.once("error", resolve));
    throw new Error(`\`${command}\` cannot be started: ${cause.message}`, { cause });
  }
  child.on("error", () => undefined);
  registerGroup(pid);
  child.once("exit", () => {
    // Children that outlive their leader would hold the output open, or stay for ever.
    killGroup(pid, "SIGKILL");
    forgetGroup(pid);
  });
  return { child, pid };
}

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Socket } from "node:net";

/**
 * What has to be gone when this process ends: process groups and temporary folders. The usual way
 * out is the `exit` event and the signals. Those are not enough: a Jest test sees a copy of
 * `process` that never emits, and nobody sees a SIGKILL. So a shell waits on a pipe as well, and
 * tidies up when the pipe closes, which it does however this process ends.
 */
const groups = new Set<number>();
const folders = new Set<string>();
let watcher: ChildProcess | undefined;
let listening = false;

const WATCHER_SCRIPT = `
groups= folders=
while IFS=' ' read -r verb what; do
  case $verb in
    group) groups="$groups $what " ;;
    -group) groups=$(printf %s "$groups" | sed "s/ $what / /") ;;
    folder) folders="$folders$what
" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
printf %s "$folders" | while IFS= read -r folder; do
  rm -rf -- "$folder" 2>/dev/null || { sleep 1; rm -rf -- "$folder"; }
done
`;

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** Registers a process group (its leader's pid), to be killed when this process ends. */
export function registerGroup(pid: number): void {
  groups.add(pid);
  tellWatcher(`group ${pid}`);
}

/** The group has ended by itself: its number may belong to others from now on. */
export function forgetGroup(pid: number): void {
  if (groups.delete(pid)) tellWatcher(`-group ${pid}`);
}

/**
 * Makes a folder of its own under the system's temporary folder, removed when this process ends.
 * The path is the real one (no symbolic links), as Terraform and AWS tools print it.
 */
export function tempDir(prefix = "apono-connector-"): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), prefix));
  folders.add(folder);
  tellWatcher(`folder ${folder}`);
  return folder;
}

/** Removes a folder made by {@link tempDir} before the end. */
export function removeTempDir(folder: string): void {
  removeFolder(folder);
  folders.delete(folder);
}

/** Kills every registered process group and removes every temporary folder, now. */
export function cleanUp(): void {
  for (const pid of groups) killGroup(pid, "SIGKILL");
  groups.clear();
  for (const folder of folders) removeFolder(folder);
  folders.clear();
  watcher?.stdin?.end();
  watcher = undefined;
}

/** Sends a signal to a whole process group; false when there is none any more. */
export function killGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

function removeFolder(folder: string): void {
  // Retries: a process killed a moment ago may still finish a write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function tellWatcher(line: string): void {
  listen();
  watcher ??= startWatcher();
  watcher.stdin?.write(`${line}\n`);
}

function startWatcher(): ChildProcess {
  // Detached: Ctrl-C in a terminal goes to the whole foreground group, and this one must outlive it.
  const child = spawn("sh", ["-c", WATCHER_SCRIPT], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
  });
  child.unref();
  child.stdin.on("error", () => undefined);
  (child.stdin as unknown as Socket).unref();
  return child;
}

function listen(): void {
  if (listening) return;
  listening = true;
  // `exit` comes after an uncaught error too.
  process.on("exit", cleanUp);
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      cleanUp();
      process.exit(128 + number);
    });
  }
}

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sleep } from "./processes";

/** Marks an installation that ran to its end; one that broke off has none and is made anew. */
const COMPLETE = "complete";

/**
 * Fills a folder of a cache once, however many processes want it at the same time: one installs, the others wait.
 *
 * @param install fills the folder; what an earlier, broken-off try left is gone when it is called
 */
export async function installOnce(folder: string, install: () => Promise<void>): Promise<void> {
  if (isComplete(folder)) return;
  await exclusively(`${folder}.lock`, async () => {
    if (isComplete(folder)) return;
    moveAside(folder);
    await install();
    writeFileSync(join(folder, COMPLETE), `${new Date().toISOString()}\n`);
  });
}

/** Does something while no other process does what is kept apart by the same lock, a file; waits until it may. */
export async function exclusively<T>(lock: string, action: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock(lock)) await sleep(500);
  try {
    return await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

const isComplete = (folder: string): boolean => existsSync(join(folder, COMPLETE));

function moveAside(folder: string): void {
  if (!existsSync(folder)) return;
  const aside = `${folder}.old-${process.pid}`;
  renameSync(folder, aside);
  rmSync(aside, { recursive: true, force: true });
}

/** Takes the lock unless the process that holds it is still alive. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const holder = lockHolder(lock);
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    return false;
  }
}

function lockHolder(lock: string): number {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return 0; // given back in the meantime
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

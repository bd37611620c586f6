import { spawnSync } from "node:child_process";
import { failure } from "../../cli/terminal/errors";

/** Runs npm in a folder. @returns its standard output. @throws CommandFailure if it fails */
export function npm(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync("npm", args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (status !== 0)
    throw failure(
      `npm ${args[0]} failed:\n${error?.message ?? stderr.trim()}\nFix it, and run this command again.`,
    );
  return stdout;
}

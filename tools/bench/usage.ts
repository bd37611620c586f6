import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, time } from "./measure";

/** What a process took: processor time in milliseconds, and the most memory that it had. */
export interface Usage {
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly wallMs: number;
}

/** Runs a program of Node's once. @param folder for a file of the measurement's own */
export function use({ name, argv, cwd }: Command, env: NodeJS.ProcessEnv, folder: string): Usage {
  const [program, ...args] = argv;
  const BENCH_USAGE = join(folder, "usage.json");
  const measured: Command = {
    name,
    argv: [program, "--require", join(__dirname, "report-usage.js"), ...args],
    cwd,
  };
  const wallMs = time(measured, { ...env, BENCH_USAGE });
  return { ...(JSON.parse(readFileSync(BENCH_USAGE, "utf8")) as Omit<Usage, "wallMs">), wallMs };
}

import { main } from "../../cli";
import type { Io } from "../../cli/terminal/io";

export interface CliResult {
  readonly code: number;
  /** The lines of the result. */
  readonly out: string;
  /** The lines for whoever watches. */
  readonly err: string;
}

/** Keeps what a command writes. */
export function collect(env: Io["env"] = {}, input = ""): { io: Io; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    progress: () => undefined,
    env,
    input: async () => input,
  };
  return { io, out, err };
}

/** Runs `apono-connector …` in this process. */
export async function runCli(
  args: readonly string[],
  options: { readonly env?: Io["env"]; readonly input?: string } = {},
): Promise<CliResult> {
  const { io, out, err } = collect(options.env, options.input);
  const code = await main(["node", "apono-connector", ...args], io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

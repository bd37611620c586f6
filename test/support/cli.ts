import { main } from "../../cli";

export interface CliResult {
  readonly code: number;
  /** The lines of the result. */
  readonly out: string;
  /** The lines for whoever watches. */
  readonly err: string;
}

/** Runs `apono-connector …` in this process. */
export async function runCli(
  args: readonly string[],
  options: { readonly env?: Record<string, string | undefined>; readonly input?: string } = {},
): Promise<CliResult> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(["node", "apono-connector", ...args], {
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    progress: () => undefined,
    env: options.env ?? {},
    input: async () => options.input ?? "",
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

import { runCdktf } from "../../test/kit/cdktf";
import type { Env } from "../../test/kit/processes";

/** Runs `cdktf` for the demo, without colours. @throws CommandError when it fails */
export async function runDemoCdktf(
  args: readonly string[],
  outputFolder: string,
  env: Env,
  onOutput: (text: string) => void,
): Promise<void> {
  await runCdktf(args, outputFolder, {
    env: { ...env, FORCE_COLOR: "0", CI: "1" },
    timeoutMs: 600_000,
    check: true,
    onOutput,
  });
}

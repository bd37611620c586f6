import { join } from "node:path";
import { PROJECT_ROOT } from "../sandbox/paths";
import { type Env, run } from "../sandbox/processes";
import { findProviderPlugins } from "../sandbox/provider-plugins";

/** What a user types after `cdktf` to deploy stacks, without being asked. */
export const deployArguments = (...stacks: readonly string[]): string[] => [
  "deploy",
  ...stacks,
  "--auto-approve",
  // Without a registry there are no other platforms' checksums to lock.
  ...(findProviderPlugins().from === "registry" ? [] : ["--skip-provider-lock"]),
];

/** Runs `cdktf` in the project, with an output folder of its own. @throws CommandError when it fails */
export async function runCdktf(
  args: readonly string[],
  outputFolder: string,
  env: Env,
  onOutput: (text: string) => void,
): Promise<void> {
  await run(
    join(PROJECT_ROOT, "node_modules", ".bin", "cdktf"),
    [...args, "--output", outputFolder],
    {
      cwd: PROJECT_ROOT,
      env: { ...env, FORCE_COLOR: "0", CI: "1" },
      timeoutMs: 600_000,
      check: true,
      onOutput,
    },
  );
}

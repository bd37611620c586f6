import { join } from "node:path";
import { isOpenTofu } from "./engines/current";
import { PROJECT_ROOT } from "./paths";
import { type RunOptions, type RunResult, run } from "./processes";
import { findProviderPlugins } from "./provider-plugins";

/** What a user types after `cdktf` to deploy or destroy stacks, without being asked. */
export const cdktfArguments = (
  command: "deploy" | "destroy",
  ...stacks: readonly string[]
): string[] => [
  command,
  ...stacks,
  "--auto-approve",
  // Without a registry there are no other platforms' checksums to lock.
  ...(locksProviders(command) && findProviderPlugins().from !== "registry"
    ? ["--skip-provider-lock"]
    : []),
];

/** After a deployment all is locked; but cdktf looks for Terraform's registry in the lock file of OpenTofu, too. */
const locksProviders = (command: "deploy" | "destroy") => command === "deploy" || isOpenTofu();

/** Runs `npx cdktf` in the project, with an output folder of its own. */
export const runCdktf = (
  args: readonly string[],
  outputFolder: string,
  options: Omit<RunOptions, "cwd">,
): Promise<RunResult> =>
  run(join(PROJECT_ROOT, "node_modules", ".bin", "cdktf"), [...args, "--output", outputFolder], {
    ...options,
    cwd: PROJECT_ROOT,
  });

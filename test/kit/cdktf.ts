import { join } from "node:path";
import { isOpenTofu } from "./engines/current";
import { PROJECT_ROOT } from "./paths";
import { type Env, type RunOptions, type RunResult, run } from "./processes";
import { findProviderPlugins } from "./provider-plugins";

/** Commands that may lock providers. */
export const CDKTF_COMMANDS = ["deploy", "destroy", "output"] as const;
export type CdktfCommand = (typeof CDKTF_COMMANDS)[number];

/** What a user types after `cdktf` to deploy or destroy stacks, without being asked. */
export const cdktfArguments = (
  command: "deploy" | "destroy",
  ...stacks: readonly string[]
): string[] => [command, ...stacks, "--auto-approve", ...lockArguments(command)];

/**
 * What else is to be typed on a machine without a registry, where there are no other platforms' checksums to lock. After
 * a deployment all is locked; but cdktf looks for Terraform's registry in the lock file, and never finds it in OpenTofu's.
 */
export const lockArguments = (command: CdktfCommand): string[] =>
  (command === "deploy" || isOpenTofu()) && findProviderPlugins().from !== "registry"
    ? ["--skip-provider-lock"]
    : [];

/** A command such as cdktf, and where it runs. */
export interface CdktfCli {
  readonly command: string;
  /** The folder with `cdktf.json`. */
  readonly project: string;
  readonly env?: Env;
}

/** The project's own. */
export const PROJECT_CDKTF: CdktfCli = {
  command: join(PROJECT_ROOT, "node_modules", ".bin", "cdktf"),
  project: PROJECT_ROOT,
};

/** Runs `npx cdktf` in the project, with an output folder of its own. */
export const runCdktf = (
  args: readonly string[],
  outputFolder: string,
  options: Omit<RunOptions, "cwd">,
  cli: CdktfCli = PROJECT_CDKTF,
): Promise<RunResult> =>
  run(cli.command, [...args, "--output", outputFolder], {
    ...options,
    env: { ...options.env, ...cli.env },
    cwd: cli.project,
  });

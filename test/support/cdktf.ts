import { join } from "node:path";
import {
  type CdktfCli,
  PROJECT_CDKTF,
  cdktfArguments,
  lockArguments,
  runCdktf,
} from "../kit/cdktf";
import type { Env, RunResult } from "../kit/processes";
import { terraformEnv, writeCliConfig } from "../kit/provider-plugins";
import { type Answer, runInTerminal } from "../kit/terminal";

/**
 * Without what a pipeline sets: what draws cdktf's menu takes dozens of variables, such as `RUN_ID`, for a sign that nobody
 * types, and then draws none.
 */
const OF_NO_PIPELINE: Env = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => !["PATH", "HOME", "TMPDIR"].includes(name))
    .map((name) => [name, undefined]),
);

/** As in a shell: Terraform may ask. */
const IN_A_SHELL: Env = {
  CI: undefined,
  TF_INPUT: undefined,
  TF_IN_AUTOMATION: undefined,
  TERM: "xterm-256color",
};

/** `npx cdktf …` in the project, with output folder and state of its own. */
export class Cdktf {
  /** Where the stacks are synthesized to. */
  readonly output: string;
  /** Where the state files are. */
  readonly state: string;
  private readonly env: Env;

  /**
   * @param folder an empty folder for everything that the commands write
   * @param extraMirrors of plugins, before what the machine has
   * @param cli instead of the project's cdktf
   */
  constructor(
    readonly folder: string,
    env: Env,
    extraMirrors: readonly string[] = [],
    private readonly cli: CdktfCli = PROJECT_CDKTF,
  ) {
    this.output = join(folder, "cdktf.out");
    this.state = join(folder, "state");
    this.env = {
      ...terraformEnv(writeCliConfig(folder, { extraMirrors })),
      ...env,
      APONO_BACKEND: JSON.stringify({ local: { path: join(this.state, "{stack}.tfstate") } }),
      CHECKPOINT_DISABLE: "1",
      CI: "1",
    };
  }

  /** Where Terraform runs for a stack. */
  stackFolder(stack: string): string {
    return join(this.output, "stacks", stack);
  }

  async run(
    command: "deploy" | "destroy",
    stacks: string | readonly string[],
    env: Env,
    check = true,
  ): Promise<RunResult> {
    return this.runWith(cdktfArguments(command, ...[stacks].flat()), env, check);
  }

  /** Any command of cdktf's. */
  async runWith(args: readonly string[], env: Env, check = true): Promise<RunResult> {
    const options = { env: { ...this.env, ...env }, timeoutMs: 300_000, check };
    return runCdktf(args, this.output, options, this.cli);
  }

  /** In a terminal, where cdktf asks for approval; what is typed there is in `answers`. */
  async deployInTerminal(
    stack: string,
    env: Env,
    answers: readonly Answer[] = [],
  ): Promise<RunResult> {
    const args = ["deploy", stack, ...lockArguments("deploy"), "--output", this.output];
    return runInTerminal(this.cli.command, args, answers, {
      cwd: this.cli.project,
      env: { ...OF_NO_PIPELINE, ...this.env, ...IN_A_SHELL, ...env, ...this.cli.env },
      timeoutMs: 300_000,
    });
  }
}

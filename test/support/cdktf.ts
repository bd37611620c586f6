import { join } from "node:path";
import { cdktfArguments, runCdktf } from "../kit/cdktf";
import { type Env, type RunResult, mergeEnv } from "../kit/processes";
import { terraformEnv, writeCliConfig } from "../kit/provider-plugins";

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
   */
  constructor(
    readonly folder: string,
    env: Env,
    extraMirrors: readonly string[] = [],
  ) {
    this.output = join(folder, "cdktf.out");
    this.state = join(folder, "state");
    this.env = mergeEnv(terraformEnv(writeCliConfig(folder, { extraMirrors })), env, {
      APONO_BACKEND: JSON.stringify({ local: { path: join(this.state, "{stack}.tfstate") } }),
      CHECKPOINT_DISABLE: "1",
      CI: "1",
    });
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
    return runCdktf(cdktfArguments(command, ...[stacks].flat()), this.output, {
      env: mergeEnv(this.env, env),
      timeoutMs: 300_000,
      check,
    });
  }
}

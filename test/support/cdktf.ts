import { join } from "node:path";
import { PROJECT_ROOT } from "../../sandbox/paths";
import { type Env, type RunResult, mergeEnv, run } from "../../sandbox/processes";
import { findProviderPlugins, terraformEnv, writeCliConfig } from "../../sandbox/provider-plugins";

/** `npx cdktf …` in the project, with output folder and state of its own. */
export class Cdktf {
  /** Where the stacks are synthesized to. */
  readonly output: string;
  /** Where the state files are. */
  readonly state: string;
  private readonly env: Env;

  /** @param folder an empty folder for everything that the commands write */
  constructor(
    readonly folder: string,
    env: Env,
  ) {
    this.output = join(folder, "cdktf.out");
    this.state = join(folder, "state");
    this.env = mergeEnv(terraformEnv(writeCliConfig(folder)), env, {
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
    // Without the registry nobody can tell the checksums of other platforms.
    const offline =
      findProviderPlugins().from === "registry" || command === "destroy"
        ? []
        : ["--skip-provider-lock"];
    const cdktf = join(PROJECT_ROOT, "node_modules", ".bin", "cdktf");
    return run(
      cdktf,
      [command, ...[stacks].flat(), "--auto-approve", "--output", this.output, ...offline],
      {
        cwd: PROJECT_ROOT,
        env: mergeEnv(this.env, env),
        timeoutMs: 300_000,
        check,
      },
    );
  }
}

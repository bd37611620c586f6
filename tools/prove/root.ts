import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Diagnostic,
  diagnosticMessages,
  diagnosticsOf,
  parseMessages,
} from "../../test/kit/diagnostics";
import { engineBinary } from "../../test/kit/engines/current";
import {
  type PlanJson,
  type PlannedChange,
  type StateJson,
  changesOf,
  isChangeMessage,
} from "../../test/kit/terraform-json";
import type { CommandResult, Commands } from "./commands";

type Env = Readonly<Record<string, string | undefined>>;

/** What an apply came to. */
export interface Applied {
  readonly done: boolean;
  /** What Terraform found wrong; empty where it is done. */
  readonly errors: readonly string[];
}

/** A plan that was made. */
export interface Planned extends Applied {
  readonly changes: readonly PlannedChange[];
}

/** Terraform's own settings of the caller that would lead it to another folder, workspace or argument. */
const FOREIGN = /^TF_(CLI_ARGS\w*|WORKSPACE|DATA_DIR|LOG\w*|REATTACH_PROVIDERS)$/;

/** One root of Terraform, with state in its own folder. */
export class Root {
  private readonly planFile: string;

  /**
   * @param name short, for logs
   * @param variables Terraform's variables, `TF_VAR_…`
   * @param onApply is called before an apply begins
   */
  constructor(
    readonly name: string,
    readonly folder: string,
    private readonly commands: Commands,
    private readonly env: Env,
    readonly variables: Env,
    private readonly onApply: () => void = () => undefined,
  ) {
    this.planFile = join(folder, "plan.tfplan");
  }

  /** @throws Error with Terraform's own words */
  async init(): Promise<void> {
    if (existsSync(join(this.folder, ".terraform"))) return;
    ensure(await this.run("init", ["init", "-input=false", "-no-color"]));
  }

  /** @param variables on top of the root's own */
  async plan(variables: Env = {}): Promise<Planned> {
    const args = ["plan", "-json", "-input=false", `-out=${this.planFile}`];
    const result = await this.run("plan", args, variables, true);
    const planned = applied(result);
    if (!parseMessages(result.stdout).some(isChangeMessage)) return { ...planned, changes: [] };
    const shown = ensure(await this.run("show-plan", ["show", "-json", this.planFile]));
    return { ...planned, changes: changesOf(JSON.parse(shown.stdout) as PlanJson) };
  }

  /** Applies the last plan. @param variables must hold what the plan was made with and does not keep: the token */
  async applyPlan(variables: Env = {}): Promise<Applied> {
    const args = ["apply", "-json", "-input=false", this.planFile];
    this.onApply();
    return applied(await this.run("apply", args, variables));
  }

  /** @param stoppable see `CommandOptions`; only where nothing is made whose name can exist once */
  async apply(variables: Env = {}, stoppable = false): Promise<Applied> {
    const args = ["apply", "-json", "-input=false", "-auto-approve"];
    this.onApply();
    return applied(await this.run("apply", args, variables, stoppable));
  }

  async destroy(): Promise<Applied> {
    // Terraform that an earlier, killed run started may still hold the lock.
    const args = ["destroy", "-json", "-input=false", "-auto-approve", "-lock-timeout=15m"];
    return applied(await this.run("destroy", args));
  }

  /** Values of the outputs, by name. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = ensure(await this.run("output", ["output", "-json"]));
    const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Addresses in the state; none where there is no state yet. */
  async resources(): Promise<string[]> {
    const listed = await this.run("state", ["state", "list"]);
    if (/No state file was found/.test(listed.stderr)) return [];
    return ensure(listed)
      .stdout.split("\n")
      .filter((line) => line !== "");
  }

  /** The state, with everything in it. */
  async state(): Promise<StateJson> {
    return JSON.parse(ensure(await this.run("show", ["show", "-json"])).stdout) as StateJson;
  }

  private run(
    name: string,
    args: readonly string[],
    more: Env = {},
    stoppable = false,
  ): Promise<CommandResult> {
    const own = Object.entries(this.env).filter(([key]) => !FOREIGN.test(key));
    return this.commands.run(`${this.name}-${name}`, engineBinary(this.env), args, {
      cwd: this.folder,
      stoppable,
      env: {
        ...Object.fromEntries(own),
        ...this.variables,
        ...more,
        TF_IN_AUTOMATION: "1",
        CHECKPOINT_DISABLE: "1",
      },
    });
  }
}

function applied({ code, stdout, stderr }: CommandResult): Applied {
  const diagnostics: readonly Diagnostic[] = diagnosticsOf(parseMessages(stdout));
  const errors = diagnosticMessages({ diagnostics });
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return code === 0
    ? { done: true, errors: [] }
    : {
        done: false,
        errors: errors.length > 0 ? errors : [last || `Terraform ended with ${code}.`],
      };
}

function ensure(result: CommandResult): CommandResult {
  if (result.code === 0) return result;
  throw new Error(`Terraform failed: ${(result.stderr || result.stdout).trim()}`);
}

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

/** The result of an apply or a destroy. */
export interface ApplyResult {
  readonly succeeded: boolean;
  /** Terraform's error messages; empty on success. */
  readonly errors: readonly string[];
}

/** The result of a plan. */
export interface PlanResult extends ApplyResult {
  readonly changes: readonly PlannedChange[];
}

/** The caller's Terraform settings that would change its folder, workspace or arguments; not passed on. */
const NOT_PASSED = /^TF_(CLI_ARGS\w*|WORKSPACE|DATA_DIR|LOG\w*|REATTACH_PROVIDERS)$/;

/** A Terraform root module, with its state in its own folder. */
export class TerraformRoot {
  private readonly planFile: string;

  /**
   * @param name for the logs
   * @param variables input variables, `TF_VAR_…`
   * @param onApply called before each apply
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

  /** @throws Error with Terraform's message */
  async init(): Promise<void> {
    if (existsSync(join(this.folder, ".terraform"))) return;
    ensure(await this.run("init", ["init", "-input=false", "-no-color"]));
  }

  /** @param variables in addition to the root's own */
  async plan(variables: Env = {}): Promise<PlanResult> {
    const args = ["plan", "-json", "-input=false", `-out=${this.planFile}`];
    const result = await this.run("plan", args, variables, true);
    const planned = resultOf(result);
    if (!parseMessages(result.stdout).some(isChangeMessage)) return { ...planned, changes: [] };
    const shown = ensure(await this.run("show-plan", ["show", "-json", this.planFile]));
    return { ...planned, changes: changesOf(JSON.parse(shown.stdout) as PlanJson) };
  }

  /** Applies the last plan. @param variables the plan's variables that it does not store: the token */
  async applyPlan(variables: Env = {}): Promise<ApplyResult> {
    const args = ["apply", "-json", "-input=false", this.planFile];
    this.onApply();
    return resultOf(await this.run("apply", args, variables));
  }

  /** @param stoppable see `CommandOptions`; only for an apply that creates nothing with a unique name */
  async apply(variables: Env = {}, stoppable = false): Promise<ApplyResult> {
    const args = ["apply", "-json", "-input=false", "-auto-approve"];
    this.onApply();
    return resultOf(await this.run("apply", args, variables, stoppable));
  }

  async destroy(): Promise<ApplyResult> {
    // Terraform of an earlier, killed run may still hold the lock.
    const args = ["destroy", "-json", "-input=false", "-auto-approve", "-lock-timeout=15m"];
    return resultOf(await this.run("destroy", args));
  }

  /** Output values, by name. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = ensure(await this.run("output", ["output", "-json"]));
    const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Addresses in the state; empty if there is no state yet. */
  async resources(): Promise<string[]> {
    const listed = await this.run("state", ["state", "list"]);
    if (/No state file was found/.test(listed.stderr)) return [];
    return ensure(listed)
      .stdout.split("\n")
      .filter((line) => line !== "");
  }

  /** The state in Terraform's JSON format. */
  async state(): Promise<StateJson> {
    return JSON.parse(ensure(await this.run("show", ["show", "-json"])).stdout) as StateJson;
  }

  private run(
    name: string,
    args: readonly string[],
    more: Env = {},
    stoppable = false,
  ): Promise<CommandResult> {
    const own = Object.entries(this.env).filter(([key]) => !NOT_PASSED.test(key));
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

function resultOf({ code, stdout, stderr }: CommandResult): ApplyResult {
  const diagnostics: readonly Diagnostic[] = diagnosticsOf(parseMessages(stdout));
  const errors = diagnosticMessages({ diagnostics });
  const last = stderr.trim().split("\n").at(-1) ?? "";
  return code === 0
    ? { succeeded: true, errors: [] }
    : {
        succeeded: false,
        errors: errors.length > 0 ? errors : [last || `Terraform exited with code ${code}.`],
      };
}

function ensure(result: CommandResult): CommandResult {
  if (result.code === 0) return result;
  throw new Error(`Terraform failed: ${(result.stderr || result.stdout).trim()}`);
}

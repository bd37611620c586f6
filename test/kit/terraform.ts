import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diagnosticsOf, parseMessages } from "./diagnostics";
import type { Diagnostic } from "./diagnostics";
import { engineBinary } from "./engines/current";
import { forgetChecksums } from "./lock-file";
import { withAwsProvider } from "./provider-process";
import { mergeEnv, removeTempDir, run, start, tempDir } from "./processes";
import type { Env, RunningCommand, RunOptions, RunResult } from "./processes";
import { terraformEnv, writeCliConfig } from "./provider-plugins";
import { TerraformError } from "./terraform-calls";
import type {
  ApplyOptions,
  ArgsOptions,
  CallOptions,
  PlanOptions,
  PlanResult,
  TerraformOptions,
  TerraformResult,
  TestResult,
  Variables,
} from "./terraform-calls";
import { changesOf, isChangeMessage, testRunsOf } from "./terraform-json";
import type { PlanJson, StateJson } from "./terraform-json";

export { diagnosticMessages } from "./diagnostics";
export { TerraformError } from "./terraform-calls";
export type * from "./terraform-calls";
export type { PlannedChange } from "./terraform-json";

/** Terraform, or OpenTofu, in one folder; see `engineBinary`. */
export class Terraform {
  readonly env: Env;
  private readonly binary = engineBinary();
  private readonly scratch = tempDir("terraform-");
  private readonly timeoutMs: number;

  constructor(
    readonly folder: string,
    options: TerraformOptions = {},
  ) {
    const cliConfig = writeCliConfig(this.scratch, {
      extraMirrors: options.extraMirrors,
      blocks: options.cliBlocks,
    });
    // A killed provider leaves its socket in the temporary folder.
    this.env = { ...terraformEnv(cliConfig), TMPDIR: this.scratch, ...options.env };
    this.timeoutMs = options.timeoutMs ?? 600_000;
  }

  /** Installs providers and modules, and locks the providers' versions. */
  async init(options: ArgsOptions = {}): Promise<TerraformResult> {
    const args = ["init", "-json", "-input=false", ...(options.args ?? [])];
    const result = await this.json(args, options);
    forgetChecksums(this.folder);
    return result;
  }

  /** Never throws: the findings are the answer. Needs `init`. */
  async validate(): Promise<TerraformResult & { readonly valid: boolean }> {
    const { code, stdout, stderr } = await this.run(["validate", "-json"]);
    const report = parseReport(stdout);
    return {
      exitCode: code,
      valid: report.valid,
      diagnostics: report.diagnostics.map((found) => ({ ...found, detail: found.detail ?? "" })),
      output: stdout + stderr,
      messages: [],
    };
  }

  /** Plans. Reads the plan's details only where it changes anything, which saves a second. */
  async plan(options: PlanOptions = {}): Promise<PlanResult> {
    const file = options.out ?? join(this.scratch, "plan.tfplan");
    const result = await this.json(
      [
        ...["plan", "-json", "-input=false", `-out=${file}`],
        ...this.varArgs(options.vars),
        ...(options.destroy ? ["-destroy"] : []),
        ...(options.detailedExitcode ? ["-detailed-exitcode"] : []),
        ...(options.args ?? []),
      ],
      options,
    );
    if (isFailure(result) || !result.messages.some(isChangeMessage))
      return { ...result, changes: [] };
    const plan = await this.showPlan(file);
    return { ...result, changes: changesOf(plan), plan };
  }

  async apply(options: ApplyOptions = {}): Promise<TerraformResult> {
    return this.json(this.applyArgs(options), options);
  }

  /**
   * Starts an apply and does not wait: to kill it at a known moment. `done` is never rejected. The
   * variables' file goes when {@link dispose} is called.
   */
  async startApply(options: ApplyOptions = {}): Promise<RunningCommand> {
    return start(this.binary, this.applyArgs(options), this.runOptions(options.env));
  }

  async destroy(options: ApplyOptions = {}): Promise<TerraformResult> {
    return this.apply({ ...options, args: ["-destroy", ...(options.args ?? [])] });
  }

  /** The state as `terraform show -json` tells it; `values` is missing when it is empty. */
  async show(): Promise<StateJson> {
    return JSON.parse(await this.text(["show", "-json"])) as StateJson;
  }

  /** A kept plan as `terraform show -json` tells it. */
  async showPlan(file: string): Promise<PlanJson> {
    return JSON.parse(await this.text(["show", "-json", file])) as PlanJson;
  }

  /** Values of the root module's outputs, sensitive ones too. */
  async output(): Promise<Record<string, unknown>> {
    const outputs = JSON.parse(await this.text(["output", "-json"])) as Record<
      string,
      { value: unknown }
    >;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Runs the folder's `*.tftest.hcl`. Never throws: the runs are the answer. */
  async test(options: ArgsOptions = {}): Promise<TestResult> {
    const args = ["test", "-json", ...this.varArgs(options.vars), ...(options.args ?? [])];
    const result = await this.json(args, { ...options, check: false });
    return { ...result, passed: result.exitCode === 0, runs: testRunsOf(result.messages) };
  }

  /** Addresses of everything in the state; starts no provider. */
  async stateList(): Promise<string[]> {
    // No state yet is an error to Terraform; to us it is an empty one.
    const stdout = await this.text(["state", "list"]).catch((error: Error) => {
      if (/No state file was found/.test(error.message)) return "";
      throw error;
    });
    return stdout.split("\n").filter((line) => line !== "");
  }

  /** The local state file's text, to look for what must not be in it; undefined where there is none. */
  stateText(): string | undefined {
    const file = join(this.folder, "terraform.tfstate");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** Any command, as it is. */
  async run(args: readonly string[], options: { readonly env?: Env } = {}): Promise<RunResult> {
    const { env, ...rest } = this.runOptions(options.env);
    return withAwsProvider(this.folder, args, env, (reattach) =>
      run(this.binary, args, { ...rest, env: { ...env, ...reattach } }),
    );
  }

  /** The environment that Terraform runs with, for commands that call it (cdktf, for example). */
  processEnv(): NodeJS.ProcessEnv {
    return mergeEnv(this.env);
  }

  /** Removes this object's own temporary files; they go at the end of the process anyway. */
  dispose(): void {
    removeTempDir(this.scratch);
  }

  private applyArgs(options: ApplyOptions): string[] {
    const plan = options.plan === undefined ? [] : [options.plan];
    return [
      ...["apply", "-json", "-input=false", "-auto-approve"],
      ...this.varArgs(options.vars),
      ...(options.args ?? []),
      ...plan,
    ];
  }

  /**
   * Variables go through a file: unlike `-var` it takes every type as it is, templates and null
   * too, and shows no token in the list of processes.
   */
  private varArgs(vars: Variables | undefined): string[] {
    if (vars === undefined || Object.keys(vars).length === 0) return [];
    const file = join(this.scratch, `${randomUUID()}.tfvars.json`);
    writeFileSync(file, JSON.stringify(vars), { mode: 0o600 });
    return [`-var-file=${file}`];
  }

  private async json(args: readonly string[], options: CallOptions): Promise<TerraformResult> {
    const { code, stdout, stderr } = await this.run(args, options);
    const messages = parseMessages(stdout);
    const diagnostics = diagnosticsOf(messages);
    const result = { exitCode: code, diagnostics, output: stdout + stderr, messages };
    if (isFailure(result) && options.check !== false) throw this.failure(args, result);
    // Only a warning to Terraform, since files of variables are shared; here it is a slip.
    const slip = diagnostics.some(({ summary }) => summary === "Value for undeclared variable");
    if (slip) throw this.failure(args, result);
    return result;
  }

  private async text(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(args);
    if (code === 0) return stdout;
    throw this.failure(args, {
      exitCode: code,
      diagnostics: [],
      output: stdout + stderr,
      messages: [],
    });
  }

  private failure(args: readonly string[], result: TerraformResult): TerraformError {
    return new TerraformError([this.binary, ...args].join(" "), result);
  }

  private runOptions(env: Env | undefined): RunOptions & { readonly env: Env } {
    return { cwd: this.folder, env: { ...this.env, ...env }, timeoutMs: this.timeoutMs };
  }
}

/** 2 is `-detailed-exitcode`'s way to say that there are changes. */
function isFailure({ exitCode, diagnostics }: TerraformResult): boolean {
  if (exitCode === 2) return diagnostics.some(({ severity }) => severity === "error");
  return exitCode !== 0;
}

function parseReport(stdout: string): { valid: boolean; diagnostics: Diagnostic[] } {
  try {
    return JSON.parse(stdout) as { valid: boolean; diagnostics: Diagnostic[] };
  } catch {
    return { valid: false, diagnostics: [] }; // the output has what went wrong
  }
}

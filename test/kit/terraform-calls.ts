import { formatDiagnostics } from "./diagnostics";
import type { Diagnostic, Message } from "./diagnostics";
import type { Env } from "./processes";
import type { PlanJson, PlannedChange, TestRun } from "./terraform-json";

export interface TerraformOptions {
  /** On top of this process's environment: the emulator's, for example. */
  readonly env?: Env;
  /** Mirrors with plugins that the machine lacks; see `writeCliConfig`. */
  readonly extraMirrors?: readonly string[];
  /** Further blocks for the CLI configuration, such as `host`. */
  readonly cliBlocks?: string;
  /** Milliseconds for one command. @default 600000 */
  readonly timeoutMs?: number;
}

/** Values of input variables, as they are: strings, numbers, lists, objects, null. */
export type Variables = Readonly<Record<string, unknown>>;

export interface CallOptions {
  readonly vars?: Variables;
  readonly env?: Env;
  /** Throw {@link TerraformError} when the command fails. @default true */
  readonly check?: boolean;
}

export interface ArgsOptions extends CallOptions {
  /** Further arguments, such as `-target=…`. */
  readonly args?: readonly string[];
}

export interface PlanOptions extends ArgsOptions {
  /** Where the plan is kept, for `Terraform.apply`. @default - removed when read */
  readonly out?: string;
  readonly destroy?: boolean;
  /** Exit code 2 when there are changes. @default false */
  readonly detailedExitcode?: boolean;
}

export interface ApplyOptions extends ArgsOptions {
  /** A plan kept with `out`. @default - a plan of its own */
  readonly plan?: string;
}

export interface TerraformResult {
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Everything that Terraform wrote, both streams. */
  readonly output: string;
  /** The lines of `-json` output. */
  readonly messages: readonly Message[];
}

export interface PlanResult extends TerraformResult {
  /** What an apply would do; unchanged resources are left out. */
  readonly changes: readonly PlannedChange[];
  /** The whole plan as `terraform show -json` tells it; undefined where nothing changes. */
  readonly plan?: PlanJson;
}

export interface TestResult extends TerraformResult {
  readonly passed: boolean;
  readonly runs: readonly TestRun[];
}

/** Terraform failed; the message has its findings. */
export class TerraformError extends Error {
  readonly result!: TerraformResult;

  constructor(command: string, result: TerraformResult) {
    const findings = formatDiagnostics(result.diagnostics);
    super(`\`${command}\` failed (exit code ${result.exitCode}):\n${findings || result.output}`);
    this.name = "TerraformError";
    // Not enumerable: pages of JSON would hide the message where an error is printed.
    Object.defineProperty(this, "result", { value: result });
  }
}

import type { Diagnostic, Message } from "./diagnostics";

/**
 * The parts of Terraform's JSON that the tests read.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChangeJson[];
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
  readonly planned_values?: {
    readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
  };
  readonly [field: string]: unknown;
}

export interface ResourceChangeJson {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly action_reason?: string;
  readonly change: ChangeJson;
}

export interface ChangeJson {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown?: unknown;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
}

export interface StateJson {
  readonly values?: {
    readonly outputs?: Readonly<
      Record<string, { readonly value: unknown; readonly sensitive: boolean }>
    >;
    readonly root_module: ModuleJson;
  };
  readonly checks?: readonly unknown[];
}

export interface ModuleJson {
  readonly address?: string;
  readonly resources?: readonly ResourceJson[];
  readonly child_modules?: readonly ModuleJson[];
}

export interface ResourceJson {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export type Action = "create" | "update" | "delete" | "replace" | "read" | "move" | "forget";

/** One thing that an apply would do. */
export interface PlannedChange {
  readonly address: string;
  readonly action: Action;
  /** Where a `moved` block took it from. */
  readonly previousAddress?: string;
  /** Terraform's reason for a replacement or a deletion. */
  readonly reason?: string;
  /** Attributes that differ, top level only, unknown ones too. */
  readonly attributes: readonly string[];
  /** Attributes that force a replacement, as dotted paths. */
  readonly replacedFor: readonly string[];
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** One `run` block of a test file. */
export interface TestRun {
  readonly file: string;
  readonly name: string;
  readonly status: "pass" | "fail" | "error" | "skip" | "pending";
  readonly diagnostics: readonly Diagnostic[];
}

/** What a plan changes; resources that stay as they are and where they are, are left out. */
export function changesOf(plan: PlanJson): PlannedChange[] {
  return (plan.resource_changes ?? []).flatMap((resource) => {
    const { actions, replace_paths: replacePaths = [] } = resource.change;
    const moved = resource.previous_address !== undefined;
    const action = actionOf(actions, moved);
    if (action === undefined) return [];
    const before = record(resource.change.before);
    const after = record(resource.change.after);
    const unknown = record(resource.change.after_unknown);
    return [
      {
        address: resource.address,
        action,
        previousAddress: resource.previous_address,
        reason: resource.action_reason,
        attributes: differences(before, after, unknown),
        replacedFor: replacePaths.map((path) => path.join(".")),
        before,
        after,
      },
    ];
  });
}

/** Every resource of a state, those of child modules too. */
export function resourcesOf(state: StateJson): ResourceJson[] {
  const walk = (module: ModuleJson): ResourceJson[] => [
    ...(module.resources ?? []),
    ...(module.child_modules ?? []).flatMap(walk),
  ];
  return state.values ? walk(state.values.root_module) : [];
}

/** Whether a message of `plan -json` says that an apply would do something. */
export function isChangeMessage({ type, outputs }: Message): boolean {
  if (type === "planned_change") return true;
  return (
    type === "outputs" &&
    Object.values(record(outputs)).some((output) => (record(output).action ?? "noop") !== "noop")
  );
}

/** The runs of `terraform test -json`, with the findings of each. */
export function testRunsOf(messages: readonly Message[]): TestRun[] {
  return messages.flatMap((message) => {
    if (message.type !== "test_run") return [];
    const { path, run, status, progress } = message.test_run as Record<string, string>;
    // Newer versions tell of the start and the teardown of a run as well.
    if (progress !== undefined && progress !== "complete") return [];
    const diagnostics = messages.flatMap((other) =>
      other.diagnostic && other["@testfile"] === path && other["@testrun"] === run
        ? [other.diagnostic]
        : [],
    );
    return [
      { file: path ?? "", name: run ?? "", status: status as TestRun["status"], diagnostics },
    ];
  });
}

function actionOf(actions: readonly string[], moved: boolean): Action | undefined {
  if (actions.includes("create") && actions.includes("delete")) return "replace";
  const [action] = actions;
  if (action === undefined || action === "no-op") return moved ? "move" : undefined;
  return action as Action;
}

function differences(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  unknown: Record<string, unknown>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)]);
  return [...names]
    .filter((name) => hasTrue(unknown[name]) || text(before[name]) !== text(after[name]))
    .sort();
}

/** `after_unknown` mirrors the value's shape, with true where a part is unknown. */
function hasTrue(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(hasTrue);
  return value === true;
}

function text(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

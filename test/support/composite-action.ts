import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { run, tempDir } from "../kit/processes";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What a run of an action did. */
export interface ActionRun {
  /** Exit code of the first step that failed; 0 if none did. */
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The actions that it would have used, with their inputs. */
  readonly used: readonly { readonly action: string; readonly with: Record<string, string> }[];
}

type Context = (name: string) => string;

/**
 * Runs a composite action as GitHub's runner does: inputs with their defaults, expressions in `env`, `if`, `with` and
 * outputs, and each `run` in a shell of its own with GITHUB_OUTPUT. Steps that use another action are only reported.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
 *
 * @param folder with action.yml
 * @param workspace the caller's checkout
 */
export async function runAction(
  folder: string,
  workspace: string,
  given: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  const action = parse(readFileSync(join(folder, "action.yml"), "utf8")) as Action;
  const temp = join(tempDir("runner-"), "_temp");
  mkdirSync(temp);
  const values = new Map([
    ["github.action_path", folder],
    ["github.workspace", workspace],
    ["runner.temp", temp],
    ...Object.entries(action.inputs).map(([name, { default: value = "" }]): [string, string] => [
      `inputs.${name}`,
      given[name] ?? value,
    ]),
  ]);
  const context: Context = (name) => {
    const value = values.get(name);
    // The output of a step that did not set it is empty.
    if (value === undefined && !name.startsWith("steps."))
      throw new Error(`The test does not know ${name}.`);
    return value ?? "";
  };
  const used: { action: string; with: Record<string, string> }[] = [];
  let [code, log] = [0, ""];
  for (const step of action.runs.steps) {
    if (code !== 0 || (step.if !== undefined && !isTrue(step.if, context))) continue;
    if (step.uses !== undefined) {
      used.push({ action: step.uses, with: filledAll(step.with, context) });
      continue;
    }
    if (step.shell !== "bash") throw new Error(`Step ${step.name} has no shell: bash.`);
    const [script, output] = [join(temp, "script.sh"), join(temp, "output")];
    writeFileSync(script, step.run ?? "");
    writeFileSync(output, "");
    // The command line of `shell: bash`.
    const result = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: workspace,
      env: { ...filledAll(step.env, context), GITHUB_OUTPUT: output, CI: "true" },
    });
    code = result.code;
    log += result.stdout + result.stderr;
    for (const line of readFileSync(output, "utf8").split("\n").filter(Boolean)) {
      const [name = "", ...value] = line.split("=");
      values.set(`steps.${step.id}.outputs.${name}`, value.join("="));
    }
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    filled(value, context),
  ]);
  return { code, log, used, outputs: Object.fromEntries(outputs) as Record<string, string> };
}

const filledAll = (values: Readonly<Record<string, string>> = {}, context: Context) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filled(value, context)]));

const filled = (text: string, context: Context): string =>
  text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => context(name));

/** `a == 'x' && b != ''` */
const isTrue = (condition: string, context: Context): boolean =>
  condition.split("&&").every((part) => {
    const parsed = /^\s*([\w.-]+)\s*(==|!=)\s*'([^']*)'\s*$/.exec(part);
    if (parsed === null) throw new Error(`The test can't evaluate ${condition}.`);
    const [, name = "", operator, value] = parsed;
    return (context(name) === value) === (operator === "==");
  });

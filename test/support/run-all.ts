import { appendFileSync, existsSync, readFileSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { engineBinary } from "../kit/engines/current";
import { NOTE_VARIABLE } from "../kit/kubernetes-plugins";
import { type Env, run } from "../kit/processes";

/** Applies or destroys all units of a folder, in their order. */
export interface RunAll {
  readonly isTerragrunt: boolean;
  /** Whether all went well, and all that was shown. */
  run(command: "apply" | "destroy"): Promise<{ readonly ok: boolean; readonly output: string }>;
}

const AT_ONCE = 4;

/** Terragrunt where it is to be had (TERRAGRUNT_BINARY or the PATH), else a walk with plain Terraform; the run says which. */
export async function runAllIn(folder: string, env: Env): Promise<RunAll> {
  const binary = findTerragrunt();
  const version = binary && (await run(binary, ["--version"])).stdout.trim();
  const note = process.env[NOTE_VARIABLE];
  if (note)
    appendFileSync(
      note,
      `fleets: ${version ?? "walked with plain Terraform (no terragrunt on the PATH)"}\n`,
    );
  return {
    isTerragrunt: binary !== undefined,
    run: async (command) => {
      if (binary === undefined) return walk(folder, env, command);
      const { code, stdout, stderr } = await run(
        binary,
        ["run", "--all", "--non-interactive", "--parallelism", `${AT_ONCE}`, command],
        { cwd: folder, env: { ...env, TG_TF_PATH: engineBinary() }, timeoutMs: 900_000 },
      );
      return { ok: code === 0, output: stdout + stderr };
    },
  };
}

function findTerragrunt(): string | undefined {
  const { TERRAGRUNT_BINARY, PATH = "" } = process.env;
  if (TERRAGRUNT_BINARY) return TERRAGRUNT_BINARY;
  return PATH.split(delimiter)
    .map((folder) => join(folder, "terragrunt"))
    .find((file) => existsSync(file));
}

interface Unit {
  readonly name: string;
  readonly after: readonly string[];
  /** Command after an apply, word by word. */
  readonly hook?: readonly string[];
}

/** Units in the order that they declare; what comes after a failed one is left out. */
async function walk(folder: string, env: Env, command: "apply" | "destroy") {
  const units = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => existsSync(join(folder, entry.name, "terragrunt.hcl")))
    .map(({ name }) => unitOf(name, readFileSync(join(folder, name, "terragrunt.hcl"), "utf8")));
  const before = ({ name, after }: Unit) =>
    command === "apply"
      ? after
      : units.filter((other) => other.after.includes(name)).map((other) => other.name);
  const output: string[] = [];
  const done = new Set<string>();
  for (let left = units; left.length > 0;) {
    const ready = left.filter((unit) => before(unit).every((name) => done.has(name)));
    if (ready.length === 0) return { ok: false, output: output.join("") };
    const some = ready.slice(0, AT_ONCE);
    for (const [name, text, ok] of await Promise.all(
      some.map((unit) => runUnit(join(folder, unit.name), unit, env, command)),
    )) {
      output.push(text);
      if (ok) done.add(name);
    }
    left = left.filter((unit) => !some.includes(unit));
  }
  return { ok: done.size === units.length, output: output.join("") };
}

async function runUnit(cwd: string, { name, hook }: Unit, env: Env, command: "apply" | "destroy") {
  const commands = [
    [engineBinary(), "init", "-input=false"],
    [engineBinary(), command, "-input=false", "-auto-approve"],
    ...(hook !== undefined && command === "apply" ? [hook] : []),
  ];
  let output = "";
  for (const [file, ...args] of commands) {
    const { code, stdout, stderr } = await run(file!, args, { cwd, env, timeoutMs: 300_000 });
    output += stdout + stderr;
    if (code !== 0) return [name, output, false] as const;
  }
  return [name, output, true] as const;
}

function unitOf(name: string, text: string): Unit {
  const list = (attribute: string) => {
    const found = new RegExp(`${attribute}\\s*= \\[([^\\]]*)\\]`).exec(text)?.[1];
    return found === undefined
      ? undefined
      : [...found.matchAll(/"([^"]*)"/g)].map(([, each]) => each!);
  };
  const after = (list("paths") ?? []).map((path) => path.replace("../", ""));
  return { name, after, hook: list("execute") };
}

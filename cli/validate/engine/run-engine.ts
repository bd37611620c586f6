import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import type { Io } from "../../terminal/io";
import { inTempFolder } from "../../files/temp-folder";
import type { Finding } from "../finding";
import { startOf } from "../../terraform/range";
import { type Engine, findEngine, candidateBinaries, runBinary } from "./binary";
import {
  type Diagnostic,
  findingOf,
  isNotInitialised,
  isForCallers,
  uniqueFindings,
  withoutFollowUps,
} from "./diagnostics";
import { initialise } from "./init";
import type { SourceFiles } from "../source-files";
import { type Root, rootsOf } from "./roots";
import type { EngineResult } from "./engine-result";

export interface EngineOptions {
  /** Whether to initialise roots that are not initialised, in a temporary data folder. */
  readonly init: boolean;
}

const NO_ENGINE =
  "Neither terraform nor tofu was found, so only the connector's rules ran. Fix: put one on the PATH, or name it in TERRAFORM_BINARY_NAME.";

/**
 * Runs Terraform in all roots, several at a time. Nothing in their folders changes.
 *
 * @param paths the requested paths: initialised folders among them are validated while the files are read
 */
export async function runEngine(
  io: Io,
  paths: readonly string[],
  read: () => Promise<SourceFiles>,
  { init }: EngineOptions,
): Promise<EngineResult> {
  return inTempFolder("apono-engine-", async (temp, signal) => {
    const [binary] = candidateBinaries(io.env);
    const early = new Map(
      paths
        .filter((path) => existsSync(join(path, ".terraform")))
        .map((path) => resolve(path))
        .slice(0, availableParallelism())
        .map((path) => [path, startValidate(binary!, path, io.env, signal)]),
    );
    const source = await read();
    if (source.workspace.modules.length === 0) return { findings: [], folders: [], notes: [] };
    const roots = rootsOf(source, join(temp, "texts"));
    const engine = await findEngine(io.env, signal);
    if (engine === undefined) return { findings: [], folders: [], notes: [NO_ENGINE] };
    let done = 0;
    const initialised = async (root: Root, before: Result, index: number): Promise<Result> => {
      const ready = await initialise(engine, root, join(temp, String(index)), io, signal);
      if ("failure" in ready) return { diagnostics: [...before.diagnostics, ready.failure] };
      const there = { ...root, path: ready.path };
      return { ...(await validateRoot(there, engine, ready, signal)), isReady: true };
    };
    const each = await inParallel(roots, async (root, index) => {
      const asked = engine.binary === binary ? early.get(root.path) : undefined;
      const result = await validateRoot(root, engine, io, signal, asked);
      const isOpen = result.diagnostics.some(isNotInitialised);
      const whole = isOpen && init ? await initialised(root, result, index) : result;
      done += 1;
      io.progress(`${engine.name}: ${done} of ${roots.length} roots`);
      return { root, ...whole };
    });
    return resultOf(each, engine, init);
  });
}

interface Result {
  readonly diagnostics: readonly Diagnostic[];
  /** Whether init succeeded, so that every diagnostic is a finding. */
  readonly isReady?: boolean;
}

function resultOf(
  results: readonly (Result & { readonly root: Root })[],
  engine: Engine,
  init: boolean,
): EngineResult {
  const open = results.filter(({ diagnostics }) => diagnostics.some(isNotInitialised));
  const findings = results.flatMap(({ root, diagnostics, isReady }): Finding[] =>
    withoutFollowUps(diagnostics)
      .filter((each) => isReady === true || !isNotInitialised(each))
      .filter((each) => !(root.takesProviders && isForCallers(each)))
      .map((each) => findingOf(each, root.folder, startOf(root.files[0] ?? root.folder))),
  );
  return {
    findings: uniqueFindings(findings),
    folders: results.flatMap(({ root }) => root.reads),
    notes:
      open.length === 0 || init
        ? []
        : [
            notInitialised(
              open.map(({ root }) => root),
              engine,
            ),
          ],
  };
}

/** One note for all roots that are not initialised. */
function notInitialised(roots: readonly Root[], { binary, name }: Engine): string {
  const [first] = roots;
  // Modules that this project builds are in a temporary folder, for which a command makes no sense.
  const here = roots.find(({ folder, path }) => path === resolve(folder));
  const where = here === undefined || here.folder === "." ? "" : ` -chdir=${here.folder}`;
  const byHand = here === undefined ? "" : `${binary}${where} init, or `;
  const [are, which] =
    roots.length === 1
      ? ["root is", first!.folder]
      : ["roots are", `${first!.folder} and ${roots.length - 1} more`];
  return (
    `${roots.length} ${are} not initialised (${which}), so ${name} checked only their syntax. ` +
    `Fix: run ${byHand}this command again with --init.`
  );
}

const startValidate = (binary: string, path: string, env: Io["env"], signal: AbortSignal) =>
  runBinary(binary, ["validate", "-json", "-no-color"], path, env, signal);

async function validateRoot(
  { path, folder }: Root,
  { binary, name }: Engine,
  { env }: Pick<Io, "env">,
  signal: AbortSignal,
  asked = startValidate(binary, path, env, signal),
): Promise<Result> {
  const { stdout, stderr } = await asked;
  try {
    const { diagnostics = [] } = JSON.parse(stdout) as Partial<Result>;
    return { diagnostics };
  } catch {
    return {
      diagnostics: [
        {
          severity: "error",
          summary: `${name} returned no result for ${folder}`,
          detail:
            stderr.trim().slice(0, 1000) || "It printed nothing. Run it in the folder by hand.",
        },
      ],
    };
  }
}

/** Runs as many at a time as there are processors. */
async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!, at);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), items.length) }, worker));
  return results;
}

import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Io } from "../../cli/terminal/io";
import type { Engine } from "../../test/kit/engines/find";
import { PROJECT_ROOT } from "../../test/kit/paths";
import { type Env, removeTempDir, run, tempDir } from "../../test/kit/processes";
import { type JestResults, type Outcome, countsOf } from "./outcome";
import type { Suite } from "./suites";

/** What tests run on: an engine or a Node. */
export type Subject = Pick<Engine, "id" | "origin" | "unusable" | "binary">;

/** What makes the tests use a binary: an engine, or a Node. */
export const ENVIRONMENTS = {
  engine: (binary: string) => ({ TERRAFORM_BINARY_NAME: binary }),
  node: (binary: string) => ({ PATH: [dirname(binary), process.env.PATH].join(delimiter) }),
};

/**
 * Runs suites on an engine or a Node. That the engine can't be had, and that tests fail, are outcomes.
 *
 * @param tests only test files whose path matches this pattern
 */
export async function runOn(
  engine: Subject,
  suites: readonly Suite[],
  io: Io,
  tests?: string,
  kind: keyof typeof ENVIRONMENTS = "engine",
): Promise<Outcome> {
  const lacking = (notRun: string): Outcome => ({
    engine: engine.id,
    counts: [],
    failures: [],
    seconds: 0,
    notRun,
  });
  if (engine.unusable !== undefined) return lacking(engine.unusable);
  let binary: string;
  try {
    binary = await engine.binary();
  } catch (error) {
    io.note((error as Error).message);
    return lacking("it can't be built here");
  }
  io.note(`${engine.id} (${engine.origin})`);
  const began = Date.now();
  const folder = tempDir("matrix-");
  try {
    const results = join(folder, "results.json");
    const env = ENVIRONMENTS[kind](binary);
    const { code, stderr } = await jest(env, suites, results, (line) => io.note(line), tests);
    const read = readResults(results);
    if (read === undefined) {
      io.note(stderr);
      return { ...lacking("Jest ended without results"), notRun: undefined, failures: ["jest"] };
    }
    const found = countsOf(read, suites, PROJECT_ROOT);
    if (code !== 0) io.note(stderr);
    return { engine: engine.id, ...found, seconds: (Date.now() - began) / 1000 };
  } finally {
    removeTempDir(folder);
  }
}

function jest(
  env: Env,
  suites: readonly Suite[],
  results: string,
  onFile: (line: string) => void,
  tests: string | undefined,
) {
  const wanted = suites.map(({ path }) => path);
  let rest = "";
  return run(
    join(PROJECT_ROOT, "node_modules", ".bin", "jest"),
    [
      ...["--config", "test/jest.config.js", "--json", "--outputFile", results],
      ...["--selectProjects", ...new Set(suites.map(({ project }) => project))],
      ...["--testPathPatterns", ...(tests === undefined ? wanted : [tests])],
    ],
    {
      cwd: PROJECT_ROOT,
      env: { ...env, CI: "1", FORCE_COLOR: "0" },
      onOutput: (text, stream) => {
        if (stream === "stdout") return;
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        lines.filter((line) => /^(PASS|FAIL) /.test(line)).forEach(onFile);
      },
    },
  );
}

function readResults(file: string): JestResults | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as JestResults;
  } catch {
    return undefined;
  }
}

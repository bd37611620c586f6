import { Command } from "commander";
import { cannotRun, failure } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import { table } from "../../cli/terminal/table";
import { type Engine, type EngineSearch, findEngines } from "../../test/kit/engines/find";
import { clisCommand } from "./clis";
import { type Outcome, hasFailed, isSound } from "./outcome";
import { runOn } from "./run";
import { SUITES } from "./suites";
import { headOf, rowOf, withRows } from "./table";

interface MatrixOptions {
  readonly engine?: readonly string[];
  readonly tests?: string;
  readonly list?: boolean;
  readonly write?: boolean;
}

/** The document that carries the table. */
export interface EnginesDocument {
  read(): string;
  write(text: string): void;
}

/** `npm run matrix` */
export const matrixCommand = (
  io: Io,
  document: EnginesDocument,
  search: EngineSearch = {},
): Command =>
  new Command("npm run matrix --")
    .enablePositionalOptions()
    .addCommand(clisCommand(io, document, search))
    .description(
      "Run the end-to-end tests of ecs-connector and org-delegation, and the modules' own tests, on each engine: " +
        "those on the PATH, and those that can be built from their Go modules (once, into the user's cache).",
    )
    .option("-e, --engine <id...>", "only these engines (default: all), such as opentofu-1.12.6")
    .option("-t, --tests <pattern>", "only test files whose path matches this pattern")
    .option("-l, --list", "list the engines, and run nothing")
    .option("-w, --write", "put the results into docs/engines.md, too")
    .addHelpText(
      "after",
      `
Exit codes: 0 everything passed, 1 something failed, 2 no test ran, or an engine that was asked for can't be had.

Examples:
  $ npm run matrix -- --list
  $ npm run matrix
  $ npm run matrix -- --engine terraform-1.13.3 --tests ecs-connector/deploy
  $ npm run matrix -- --write`,
    )
    .action(async ({ engine: wanted, tests, list, write }: MatrixOptions) => {
      const engines = chosenEngines(await findEngines(search), wanted);
      if (list) return io.print(listOf(engines));
      if (write && tests !== undefined)
        throw cannotRun(
          "--write is for whole runs, whose figures can be compared: leave --tests out.",
        );
      const outcomes: Outcome[] = [];
      for (const engine of engines) outcomes.push(await runOn(engine, SUITES, io, tests));
      const rows = outcomes.map((outcome) => rowOf(outcome, SUITES, today()));
      io.print(table(headOf(SUITES), rows));
      if (write)
        document.write(withRows(document.read(), { name: "engines", head: headOf(SUITES) }, rows));
      judge(outcomes, wanted !== undefined);
    });

/** @throws CommandFailure for one that there is not */
function chosenEngines(all: readonly Engine[], wanted?: readonly string[]): readonly Engine[] {
  const unknown = wanted?.find((id) => !all.some((engine) => engine.id === id));
  if (unknown !== undefined)
    throw cannotRun(
      `There is no engine "${unknown}". There is: ${all.map(({ id }) => id).join(", ")}. Others are taken from the PATH, or from TERRAFORM_BINARY_NAME.`,
    );
  return wanted === undefined ? all : all.filter(({ id }) => wanted.includes(id));
}

const listOf = (engines: readonly Engine[]): string =>
  engines
    .map(({ id, origin, unusable: why }) => [id, origin, ...(why ? [`not run: ${why}`] : [])])
    .map((parts) => parts.join("  "))
    .join("\n");

/** @throws CommandFailure unless all is well */
function judge(outcomes: readonly Outcome[], asked: boolean): void {
  const failed = outcomes.filter(hasFailed);
  if (failed.length > 0) {
    const failures = failed.flatMap(({ engine, failures: names }) =>
      names.map((name) => `  ${engine}: ${name}`),
    );
    throw failure(
      `Not everything passed on ${failed.map(({ engine }) => engine).join(", ")}:\n${failures.join("\n")}`,
    );
  }
  const lacking = outcomes.filter(({ notRun }) => notRun !== undefined);
  if (lacking.length > 0 && (asked || !outcomes.some(isSound)))
    throw cannotRun(
      lacking.map(({ engine, notRun }) => `${engine} was not run: ${notRun}.`).join("\n"),
    );
}

const today = () => new Date().toISOString().slice(0, 10);

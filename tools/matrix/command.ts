import { Command, Option } from "commander";
import { cannotRun, failure } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import { table } from "../../cli/terminal/table";
import { type Engine, type EngineSearch, findEngines } from "../../test/kit/engines/find";
import { clisCommand } from "./clis";
import { NODE_MAJORS, findNodes } from "./nodes";
import { type Outcome, hasFailed, isSound } from "./outcome";
import { type Subject, runOn } from "./run";
import { NODE_SUITES, SUITES } from "./suites";
import { headOf, rowOf, withRows } from "./table";

interface MatrixOptions {
  readonly engine?: readonly string[];
  readonly node?: readonly string[];
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
    .addOption(
      new Option("-n, --node <major...>", "run the unit tests on these versions of Node instead")
        .choices(NODE_MAJORS)
        .conflicts("engine"),
    )
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
  $ npm run matrix -- --node 20 22 24
  $ npm run matrix -- --write`,
    )
    .action(async ({ engine: wanted, node, tests, list, write }: MatrixOptions) => {
      const engines =
        node === undefined
          ? chosenEngines(await findEngines(search), wanted)
          : await findNodes(node);
      const suites = node === undefined ? SUITES : NODE_SUITES;
      const head = node === undefined ? headOf(suites) : headOf(suites, "Node");
      if (list) return io.print(listOf(engines));
      if (write && tests !== undefined)
        throw cannotRun(
          "--write is for whole runs, whose figures can be compared: leave --tests out.",
        );
      const outcomes: Outcome[] = [];
      const kind = node === undefined ? "engine" : "node";
      for (const engine of engines) outcomes.push(await runOn(engine, suites, io, tests, kind));
      const rows = outcomes.map((outcome) => rowOf(outcome, suites, today()));
      io.print(table(head, rows));
      if (write) document.write(withRows(document.read(), { name: `${kind}s`, head }, rows));
      judge(outcomes, (wanted ?? node) !== undefined);
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

const listOf = (engines: readonly Subject[]): string =>
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

import { Command, Option } from "commander";
import semver from "semver";
import { cannotRun, failure } from "../../cli/terminal/errors";
import type { Io } from "../../cli/terminal/io";
import { table } from "../../cli/terminal/table";
import { CDKTN_NODES, CDKTN_VERSION } from "../../test/kit/cdktn";
import { type Engine, type EngineSearch, findEngines } from "../../test/kit/engines/find";
import { NODE_VERSIONS, type NodeMajor } from "../../test/kit/node-versions";
import { PROJECT_ROOT } from "../../test/kit/paths";
import { run } from "../../test/kit/processes";
import { type Table, withRows } from "./table";

/** What deploys the stacks. */
const CLIS = ["cdktf", "cdktn"] as const;
type Cli = (typeof CLIS)[number];

const TITLES: Readonly<Record<Cli, string>> = {
  cdktf: "cdktf 0.21.0",
  cdktn: `cdktn ${CDKTN_VERSION}`,
};

/** One combination, and why it can't be run. */
interface Cell {
  readonly node: NodeMajor;
  readonly cli: Cli;
  readonly engine: Engine;
  readonly notRun?: string;
}

export const CLI_TABLE: Table = {
  name: "clis",
  head: ["Node", "by", "Engine", "result", "took", "on"],
  keys: 3,
};

interface ClisOptions {
  readonly node: readonly string[];
  readonly cli: readonly Cli[];
  readonly engine?: readonly string[];
  readonly write?: boolean;
}

/** Where the table stands. */
interface Document {
  read(): string;
  write(text: string): void;
}

/** `npm run matrix -- clis` */
export const clisCommand = (io: Io, document: Document, search: EngineSearch = {}): Command =>
  new Command("clis")
    .description(
      "Synthesize all stacks, deploy ecs-connector into the emulator, plan, and destroy it: by cdktf and by cdktn, on each Node and engine.",
    )
    .addOption(
      new Option("-n, --node <major...>", "only on these versions of Node")
        .choices(Object.keys(NODE_VERSIONS))
        .default(Object.keys(NODE_VERSIONS), "all"),
    )
    .addOption(
      new Option("-c, --cli <name...>", "only by these").choices(CLIS).default(CLIS, "both"),
    )
    .option("-e, --engine <id...>", "only with these engines (default: all)")
    .option("-w, --write", "put the results into docs/engines.md, too")
    .action(async ({ node, cli, engine: wanted, write }: ClisOptions) => {
      const engines = (await findEngines(search)).filter(
        ({ id, unusable }) => unusable === undefined && (wanted?.includes(id) ?? true),
      );
      if (engines.length === 0)
        throw cannotRun("There is no such engine: npm run matrix -- --list");
      const rows: string[][] = [];
      for (const cell of cellsOf(node, cli, engines)) {
        const row = await rowOf(cell, io);
        rows.push(row);
        io.note(row.join("  "));
        if (write) document.write(withRows(document.read(), CLI_TABLE, [row]));
      }
      io.print(table([...CLI_TABLE.head], rows));
      const failed = rows.filter(([, , , result]) => result === "FAILED");
      if (failed.length > 0) throw failure(`${failed.length} of ${rows.length} failed.`);
    });

function cellsOf(
  nodes: readonly string[],
  clis: readonly Cli[],
  engines: readonly Engine[],
): readonly Cell[] {
  return engines.flatMap((engine) =>
    clis.flatMap((cli) =>
      nodes.map((major) => {
        const node = Number(major) as NodeMajor;
        const lacking = cli === "cdktn" && !semver.satisfies(NODE_VERSIONS[node], CDKTN_NODES);
        return {
          ...{ node, cli, engine },
          ...(lacking ? { notRun: `not supported: cdktn needs Node ${CDKTN_NODES}` } : {}),
        };
      }),
    ),
  );
}

async function rowOf({ node, cli, engine, notRun }: Cell, io: Io): Promise<string[]> {
  const row = (result: string, seconds: string) => [
    ...[`Node ${node}`, TITLES[cli], engine.id, result, seconds],
    new Date().toISOString().slice(0, 10),
  ];
  if (notRun !== undefined) return row(notRun, "");
  const binary = await engine.binary();
  const began = Date.now();
  const { code, stderr } = await run(
    process.execPath,
    ["--import", "tsx", "tools/matrix/cli-check.ts", cli, String(node)],
    { cwd: PROJECT_ROOT, env: { TERRAFORM_BINARY_NAME: binary } },
  );
  if (code !== 0) io.note(stderr);
  return row(code === 0 ? "passed" : "FAILED", `${Math.round((Date.now() - began) / 1000)} s`);
}

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import Table from "cli-table3";
import { parseFleet } from "../../fleet/read";
import { type FleetShape, fleetFile } from "./fleet-file";
import { type Command, median } from "./measure";
import { type Usage, use } from "./usage";

/** A fleet whose synthesis is measured. */
interface Case extends FleetShape {
  readonly pairs: number;
}

/** The first measures the start: bundling main.ts, loading cdktf and the bindings, reading the fleet file. */
const CASES: readonly Case[] = [
  { connectors: 1, pairs: 3 },
  { connectors: 10, pairs: 3 },
  { connectors: 100, pairs: 3 },
  { connectors: 100, mixed: true, pairs: 3 },
  { connectors: 1000, pairs: 1 },
];

/** The most that a stack may take, in times of what the same stack takes without this project's code. */
const MAX_RATIO = 1.5;

/** How much more a stack may take in the largest fleet than in one of 100: machines vary by that. */
const MAX_GROWTH = 1.25;

interface Measured extends Case {
  readonly app: Usage;
  readonly raw: Usage;
}

/** Synthesizes a fleet with the app, then the stacks that came out with cdktf alone; in turn. */
function measure(each: Case, cwd: string, folder: string, env: NodeJS.ProcessEnv): Measured {
  const file = join(folder, "fleet.json");
  writeFileSync(file, fleetFile(each));
  const [output, rawOutput] = ["app", "raw"].map((name) => join(folder, name)) as [string, string];
  const raw: Command = {
    name: "raw cdktf",
    argv: ["node", join(__dirname, "raw-app.js"), output],
    cwd,
  };
  const app: Command = { name: "node synth.js", argv: ["node", "synth.js"], cwd };
  const pairs = Array.from({ length: each.pairs }, (_, index) => {
    for (const made of [output, rawOutput]) rmSync(made, { recursive: true, force: true });
    mkdirSync(rawOutput);
    const pair = {
      app: use(app, { ...env, APONO_FLEET: file, CDKTF_OUTDIR: output }, folder),
      raw: use(raw, { ...env, CDKTF_OUTDIR: rawOutput }, folder),
    };
    console.error(`fleet of ${each.connectors}: pair ${index + 1} of ${each.pairs}`);
    return pair;
  });
  return {
    ...each,
    app: middle(pairs.map(({ app }) => app)),
    raw: middle(pairs.map(({ raw }) => raw)),
  };
}

const middle = (usages: readonly Usage[]): Usage => ({
  cpuMs: median(usages.map(({ cpuMs }) => cpuMs)),
  peakMb: median(usages.map(({ peakMb }) => peakMb)),
  wallMs: median(usages.map(({ wallMs }) => wallMs)),
});

/** What each further stack takes, in milliseconds of the processor. */
const perStack = (one: Usage, many: Usage, connectors: number) =>
  (many.cpuMs - one.cpuMs) / (connectors - 1);

function report(start: Measured, fleets: readonly Measured[]): void {
  const table = new Table({
    head: ["fleet", "wall", "memory", "a stack", "raw cdktf", "memory", "a stack", "ratio"],
    style: { head: [], border: [] },
  });
  const usage = (one: Usage, { wallMs, peakMb, ...many }: Usage, connectors: number) => [
    `${(wallMs / 1000).toFixed(1)} s`,
    `${Math.round(peakMb)} MB`,
    connectors === 1
      ? ""
      : `${perStack(one, { wallMs, peakMb, ...many }, connectors).toFixed(1)} ms`,
  ];
  for (const fleet of [start, ...fleets]) {
    const { connectors, mixed, app, raw } = fleet;
    table.push([
      `${connectors}${mixed === true ? " mixed" : ""}`,
      ...usage(start.app, app, connectors),
      ...usage(start.raw, raw, connectors),
      connectors === 1 ? "" : ratioOf(start, fleet).toFixed(2),
    ]);
  }
  console.log(table.toString());
}

const ratioOf = (start: Measured, { app, raw, connectors }: Measured) =>
  perStack(start.app, app, connectors) / perStack(start.raw, raw, connectors);

/** Reads fleet files of 10, 100 and 1,000 connectors. */
function reportReading(): void {
  parseFleet(fleetFile({ connectors: 10 }));
  for (const connectors of [10, 100, 1000]) {
    const text = fleetFile({ connectors });
    const start = performance.now();
    parseFleet(text);
    console.log(
      `reading a fleet file of ${connectors}: ${Math.round(performance.now() - start)} ms`,
    );
  }
}

/**
 * Synthesizes fleets of 1 to 1,000 connectors, against cdktf alone that writes the same stacks (raw-app.js), and prints
 * what each took.
 *
 * @param cwd a copy of the project
 * @returns whether a stack takes at most {@link MAX_RATIO} times of cdktf's own, and no more in a large fleet
 */
export function measureFleets(cwd: string, folder: string, env: NodeJS.ProcessEnv): boolean {
  mkdirSync(folder);
  reportReading();
  const [start, ...fleets] = CASES.map((each) => measure(each, cwd, folder, env)) as [
    Measured,
    ...Measured[],
  ];
  report(start, fleets);
  const large = fleets.filter(({ connectors }) => connectors >= 100);
  const times = large.map(({ app, connectors }) => perStack(start.app, app, connectors));
  const isLinear = times.at(-1)! <= times[0]! * MAX_GROWTH;
  return isLinear && large.every((fleet) => ratioOf(start, fleet) <= MAX_RATIO);
}

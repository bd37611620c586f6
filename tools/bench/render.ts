import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { ENGINE_NAMES, type EngineName } from "../../cli/fleet/render/engines/names";
import { PROJECT } from "../../test/kit/project-copy";
import { fleetFile } from "./fleet-file";
import { median } from "./measure";
import { type Usage, use } from "./usage";

/** One connector takes what the start takes. */
const SIZES = [1, 10, 100, 1000] as const;
const RUNS = 3;

/** The most that rendering the largest fleet may take. */
const MAX_MS = 5000;
const MAX_MB = 500;

/** Ten times as many connectors may take that much longer, without the start: machines vary. */
const MAX_GROWTH = 12.5;

const MODULES = { source: "app.terraform.io/acme/apono-{module}/aws", version: "1.0.0" };
const CLOUD = { cloud: { organization: "acme", workspaces: { name: "apono-{name}" } } };

/** Renders a fleet into an empty folder, several times. */
function measure(engine: EngineName, connectors: number, folder: string, env: NodeJS.ProcessEnv) {
  const file = join(folder, "fleet.json");
  const waves = [["connector-0"], ["*"]];
  const more = { modules: MODULES, backend: CLOUD, ...(connectors > 1 && { waves }) };
  writeFileSync(file, fleetFile({ connectors }, more));
  const command = join(PROJECT, "cli", "apono-connector.js");
  const output = join(folder, "rendered");
  const usages = Array.from({ length: RUNS }, (): Usage => {
    rmSync(output, { recursive: true, force: true });
    const argv = ["node", command, "fleet", "render", file, "-e", engine, "-o", output] as const;
    return use({ name: `fleet render -e ${engine}`, argv, cwd: folder }, env, folder);
  });
  console.error(`${engine}: ${connectors} rendered`);
  return {
    ms: median(usages.map(({ wallMs }) => wallMs)),
    mb: median(usages.map(({ peakMb }) => peakMb)),
  };
}

/**
 * Renders fleets of 1 to 1,000 connectors for each engine, and prints what each took.
 *
 * @returns whether the largest takes at most {@link MAX_MS} and {@link MAX_MB}, and the time grows with the fleet
 */
export function measureRendering(folder: string, env: NodeJS.ProcessEnv): boolean {
  mkdirSync(folder);
  const table = new Table({
    head: ["fleet render", ...SIZES.map((size) => `${size}`), "memory", "growth", ""],
    style: { head: [], border: [] },
  });
  const met = ENGINE_NAMES.map((engine) => {
    const took = SIZES.map((size) => measure(engine, size, folder, env));
    const [start, many, most] = [took[0]!, took.at(-2)!, took.at(-1)!];
    const growth = (most.ms - start.ms) / (many.ms - start.ms);
    const isMet = most.ms <= MAX_MS && most.mb <= MAX_MB && growth <= MAX_GROWTH;
    table.push([
      engine,
      ...took.map(({ ms }) => `${(ms / 1000).toFixed(2)} s`),
      `${Math.round(most.mb)} MB`,
      growth.toFixed(1),
      isMet ? "met" : "MISSED",
    ]);
    return isMet;
  });
  console.log(table.toString());
  return met.every(Boolean);
}

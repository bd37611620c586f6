/**
 * Times how long the app and the command take to start, to synthesize and to validate, each against the least that Node,
 * cdktf or Terraform take: `npm run bench [-- --runs N] [--only commands|fleets|rendering]`.
 *
 * The app and the Terraform are copies in a temporary folder. Exits 1 when a target is missed.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { PROJECT, copyProject } from "../../test/kit/project-copy";
import { type Comparison, type Outcome, compare, isMet } from "./measure";
import { measureRendering } from "./render";
import { measureFleets } from "./synth";
import { validateComparisons } from "./validate";

const DEFAULT_RUNS = 9;

/** One empty stack, in plain Node: the least that a cdktf project can do. */
const EMPTY_APP = `const { App, TerraformStack } = require("cdktf");
const app = new App();
new TerraformStack(app, "empty");
app.synth();
`;

const PARTS = ["commands", "fleets", "rendering"] as const;

function wanted(): { runs: number; parts: readonly string[] } {
  const { values } = parseArgs({ options: { runs: { type: "string" }, only: { type: "string" } } });
  if (values.only !== undefined && !(PARTS as readonly string[]).includes(values.only))
    throw new Error(`--only ${values.only} is not a part. Give one of ${PARTS.join(", ")}.`);
  const runs = Number(values.runs ?? DEFAULT_RUNS);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(
      `--runs ${values.runs} is not a number of runs. Give a whole number from 1 up.`,
    );
  return { runs, parts: values.only === undefined ? PARTS : [values.only] };
}

function makeEmptyProject(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "app.js"), EMPTY_APP);
  writeFileSync(
    join(folder, "cdktf.json"),
    JSON.stringify({
      language: "typescript",
      app: "node app.js",
      projectId: "empty",
      sendCrashReports: "false",
    }),
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true }));
  symlinkSync(join(PROJECT, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

/** No update checks, no Terraform settings of the machine: what is timed is the work. */
function quietEnvironment(folder: string): NodeJS.ProcessEnv {
  const cliConfig = join(folder, "terraform.rc");
  writeFileSync(cliConfig, "");
  return {
    ...process.env,
    TF_CLI_CONFIG_FILE: cliConfig,
    CHECKPOINT_DISABLE: "1",
    DISABLE_VERSION_CHECK: "1",
    FORCE_COLOR: "0",
  };
}

function comparisons(app: string, empty: string): Comparison[] {
  return [
    {
      subject: { name: "node synth.js", argv: ["node", "synth.js"], cwd: app },
      reference: {
        name: `node -e "require('cdktf')"`,
        argv: ["node", "-e", "require('cdktf')"],
        cwd: app,
      },
    },
    {
      subject: {
        name: "apono-connector --version",
        argv: ["node", join(PROJECT, "cli", "apono-connector.js"), "--version"],
        cwd: app,
      },
      reference: { name: "node -e 0", argv: ["node", "-e", "0"], cwd: app },
    },
    {
      subject: { name: "npx cdktf synth", argv: ["npx", "cdktf", "synth"], cwd: app },
      reference: {
        name: "npx cdktf synth, empty project",
        argv: ["npx", "cdktf", "synth"],
        cwd: empty,
      },
      target: 1.25,
    },
  ];
}

function report(outcomes: readonly Outcome[]): void {
  const table = new Table({
    head: ["what", "median", "against", "median", "ratio", "target", ""],
    style: { head: [], border: [] },
  });
  for (const outcome of outcomes) {
    const { subject, subjectMs, reference, referenceMs, ratio, target, plusMs } = outcome;
    table.push([
      subject.name,
      milliseconds(subjectMs),
      reference.name,
      milliseconds(referenceMs),
      ratio.toFixed(2),
      target === undefined
        ? ""
        : `<= ${target.toFixed(2)}${plusMs === undefined ? "" : ` + ${plusMs} ms`}`,
      target === undefined ? "" : isMet(outcome) ? "met" : "MISSED",
    ]);
  }
  console.log(table.toString());
}

const milliseconds = (value: number) => `${Math.round(value)} ms`;

/** @returns whether all targets are met */
function compareCommands(
  app: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  runs: number,
): boolean {
  const empty = makeEmptyProject(join(folder, "empty"));
  const validate = validateComparisons(folder, env);
  const outcomes = [
    ...comparisons(app, empty).map((comparison) => ({ comparison, env })),
    ...validate.comparisons.map((comparison) => ({ comparison, env: validate.env })),
  ].map(({ comparison, env }) =>
    compare(comparison, runs, env, (done) =>
      console.error(`${comparison.subject.name}: pair ${done} of ${runs}`),
    ),
  );
  report(outcomes);
  return outcomes.every(isMet);
}

function main(): void {
  const { runs, parts } = wanted();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "apono-bench-"));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      cleanUp();
      process.exit(1);
    });
  }
  try {
    const app = copyProject(join(folder, "app"));
    const env = quietEnvironment(folder);
    const measures = {
      commands: () => compareCommands(app, folder, env, runs),
      fleets: () => measureFleets(app, join(folder, "fleets"), env),
      rendering: () => measureRendering(join(folder, "rendering"), env),
    };
    const isMetByAll = PARTS.filter((part) => parts.includes(part))
      .map((part) => measures[part]())
      .every(Boolean);
    if (!isMetByAll) process.exitCode = 1;
  } finally {
    cleanUp();
  }
}

main();

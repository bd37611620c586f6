/**
 * Runs `apono-connector validate` on each repository of a folder, and prints what came of it:
 * `npm run corpus -- <folder> [--engine] [--show]`.
 *
 * What other people wrote is where a rule proves that it is right: a finding of the connector's rules in a repository that
 * has no connector is a mistake of the rule. Terraform itself is left out unless it is asked for with `--engine`.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import Table from "cli-table3";

interface Output {
  readonly summary: { readonly files: number; readonly errors: number; readonly warnings: number };
  readonly connectors: readonly unknown[];
  readonly unread: readonly unknown[];
  readonly broken: readonly {
    readonly rule: string;
    readonly folder: string;
    readonly at: string;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly message: string;
  }[];
}

const CLI = join(__dirname, "..", "cli", "apono-connector.js");

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { engine: { type: "boolean" }, show: { type: "boolean" } },
  });
  const [folder] = positionals;
  if (folder === undefined)
    throw new Error("Give a folder of repositories: npm run corpus -- <folder>");
  const table = new Table({
    head: [
      "repository",
      "files",
      "connectors",
      "errors",
      "warnings",
      "Terraform",
      "not read",
      "crashes",
      "seconds",
    ],
    style: { head: [], border: [] },
  });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() && !entry.isSymbolicLink()) continue;
    const start = performance.now();
    const args = ["validate", join(folder, entry.name), "--format", "json"];
    const run = spawnSync(
      process.execPath,
      [CLI, ...args, ...(values.engine === true ? [] : ["--no-engine"])],
      {
        encoding: "utf8",
        maxBuffer: 1 << 30,
      },
    );
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const output = parsed(run.stdout);
    if (output === undefined) {
      table.push([
        entry.name,
        "",
        "",
        "",
        "",
        "",
        "",
        `exit ${run.status}: ${run.stderr.trim().slice(0, 60)}`,
        seconds,
      ]);
      continue;
    }
    const engines = output.findings.filter(({ rule }) => rule === "terraform").length;
    const ours = (wanted: string) =>
      output.findings.filter(
        ({ rule, severity }) => rule !== "terraform" && rule !== "syntax" && severity === wanted,
      ).length;
    table.push([
      entry.name,
      output.summary.files,
      output.connectors.length,
      ours("error"),
      ours("warning"),
      engines,
      output.unread.length,
      output.broken.length,
      seconds,
    ]);
    if (values.show === true)
      for (const { rule, severity, file, line, message } of output.findings)
        console.log(`${severity} ${rule} ${file}:${line} ${message}`);
    for (const { rule, folder: where, at } of output.broken)
      console.log(`crash ${rule} ${where} ${at}`);
  }
  console.log(table.toString());
}

function parsed(text: string): Output | undefined {
  try {
    return JSON.parse(text) as Output;
  } catch {
    return undefined; // nothing to read in it, or it could not run
  }
}

main();

import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import { findingsReported, pathAmongRules, rulesCrashed } from "../validate/errors";
import { cannotRun } from "../terminal/errors";
import type { Io } from "../terminal/io";
import { chosenModules } from "../registry/module-selection";
import { checkOutput, writeResult } from "../terminal/output";
import { didYouMean } from "../../lib/suggestions";
import type { Severity } from "../validate/finding";
import { FORMAT_NAMES, type FormatName } from "../validate/format/names";
import type { Rule } from "../validate/rule";

interface ValidateOptions {
  readonly format: FormatName;
  readonly output?: string;
  readonly off?: readonly string[];
  readonly only?: readonly string[];
  readonly module?: string;
  readonly minSeverity: Severity;
  readonly failOn: Severity;
  readonly listRules?: boolean;
  readonly explain?: string;
  readonly engine: boolean;
  readonly init?: boolean;
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** `validate` */
export const validateCommand = (io: Io): Command =>
  new Command("validate")
    .description("Check stacks, modules, your own Terraform, plans and variable files.")
    .argument(
      "[paths...]",
      "folders with Terraform files, .tf files, JSON plans, .tfvars files, - for standard input " +
        "(default: all stacks and modules of this project)",
    )
    .addOption(
      new Option("-f, --format <format>", "output format").choices(FORMAT_NAMES).default("text"),
    )
    .option("-o, --output <file>", "output file, in an existing folder (default: standard output)")
    .option(
      "-m, --module <name>",
      "module that .tfvars files are for (default: recognized by the names in them)",
    )
    .option("--no-engine", "don't run terraform validate")
    .option(
      "--init",
      "initialise roots that are not initialised, in a temporary data folder; downloads providers and modules",
    )
    .option("--only <rule...>", "run only these rules")
    .option("--off <rule=reason>", "suppress a rule, with the reason; can be repeated", collect)
    .addOption(
      new Option("--min-severity <severity>", "leave out findings below this severity")
        .choices(["error", "warning", "note"])
        .default("note"),
    )
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 if a finding has at least this severity")
        .choices(["error", "warning"])
        .default("error"),
    )
    .option("--list-rules", "list all rules")
    .option("--explain <rule>", "explain a rule, with examples")
    .addHelpText(
      "after",
      `
To suppress a rule, use --off, .apono-connector.json in the folder or above it, or a comment on the line or the line
before: # apono-connector: off <rule> <reason>

Terraform (or the program in TERRAFORM_BINARY_NAME) checks each root; nothing in its folder changes.

Exit codes: 0 no errors, 1 errors (warnings, too, with --fail-on warning), 2 could not run, or a rule crashed.

Examples:
  $ apono-connector validate
  $ apono-connector validate infrastructure/ production.tfvars
  $ terraform show -json plan.tfplan | apono-connector validate -
  $ apono-connector validate --module ecs-connector values.tfvars
  $ apono-connector validate . --format sarif --output findings.sarif
  $ apono-connector validate --explain syntax`,
    )
    .action(async (paths: readonly string[], options: ValidateOptions) => {
      if (options.listRules === true) return listRules(io);
      if (options.explain !== undefined) return explain(io, options.explain);
      return validate(io, paths, options);
    });

async function validate(io: Io, paths: readonly string[], options: ValidateOptions): Promise<void> {
  checkOutput(options.output);
  // Terraform takes longest, so it starts first.
  const { runEngine } = await import("../validate/engine/run-engine.ts");
  let prepared: ReturnType<typeof prepare> | undefined;
  const ready = () => (prepared ??= prepare(io, paths, options));
  const source = async () => (await ready()).source;
  const engine = usesEngine(options)
    ? runEngine(io, paths, source, { init: options.init === true })
    : undefined;
  // It is awaited after the rules; without this, an earlier failure would be an unhandled rejection.
  engine?.catch(() => undefined);
  const { source: files, ...settings } = await ready();
  const { validate: run } = await import("../validate/validate.ts");
  io.progress("validating");
  const report = await run(files, { ...settings, ...(engine === undefined ? {} : { engine }) });
  io.progress("");
  const { FORMATS } = await import("../validate/format/index.ts");
  const { isAtLeast } = await import("../validate/severity.ts");
  writeResult(io, await FORMATS[options.format](report), options.output);
  if (report.crashes.length > 0) throw rulesCrashed(report.crashes);
  const failing = report.findings.some(
    ({ severity, suppressed }) => suppressed === undefined && isAtLeast(severity, options.failOn),
  );
  if (failing) throw findingsReported();
}

/** Reads the files and chooses the rules. Imports lazily: the rules load the modules' declarations. */
async function prepare(io: Io, paths: readonly string[], options: ValidateOptions) {
  const { suppressionFromOption } = await import("../validate/suppressions.ts");
  const { suppressionsFromConfig } = await import("../validate/config-file.ts");
  const { RULE_IDS: ruleIds } = await import("../validate/rules/index.ts");
  const rules = await chosenRules(options.only);
  const [module] = options.module === undefined ? [] : chosenModules([options.module]);
  const suppressions = [
    ...(options.off ?? []).map((off) => suppressionFromOption(off, ruleIds)),
    ...(paths.length === 0 ? ["."] : paths).flatMap((path) =>
      suppressionsFromConfig(path, ruleIds),
    ),
  ];
  const source =
    paths.length === 0
      ? await (await import("../validate/read/read-project.ts")).readProject(io)
      : await (await import("../validate/read/read-paths.ts")).readPaths(io, paths, module);
  return { source, rules, suppressions, ruleIds, minSeverity: options.minSeverity };
}

/** The ids in `--only a,b c`. */
const idsIn = (only: readonly string[]) => only.flatMap((ids) => ids.split(","));

const usesEngine = ({ engine, only }: ValidateOptions): boolean =>
  engine && (only === undefined || idsIn(only).includes("terraform"));

async function chosenRules(only: readonly string[] | undefined): Promise<readonly Rule[]> {
  const { RULES } = await import("../validate/rules/index.ts");
  if (only === undefined) return RULES;
  const wanted = await Promise.all(idsIn(only).map(ruleOf));
  return RULES.filter((rule) => wanted.includes(rule));
}

async function ruleOf(id: string): Promise<Rule> {
  const { RULES, RULE_IDS } = await import("../validate/rules/index.ts");
  const rule = RULES.find((each) => each.id === id);
  if (rule !== undefined) return rule;
  if (existsSync(id)) throw pathAmongRules(id);
  throw cannotRun(
    `Rule "${id}" doesn't exist. ${didYouMean(id, RULE_IDS)}--list-rules lists all rules.`,
  );
}

async function listRules(io: Io): Promise<void> {
  const { RULES } = await import("../validate/rules/index.ts");
  const { table } = await import("../terminal/table.ts");
  io.print(
    table(
      ["Rule", "Severity", "What must hold"],
      RULES.map(({ id, severity, title }) => [id, severity, title]),
    ),
  );
}

async function explain(io: Io, id: string): Promise<void> {
  const { rulePage } = await import("../validate/rule-page.ts");
  io.print(rulePage((await ruleOf(id)).id));
}

import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import { findingsReported, pathAmongRules, rulesCrashed } from "../validate/errors";
import { unusable } from "../terminal/errors";
import type { Io } from "../terminal/io";
import { chosenModules } from "../registry/module-selection";
import { checkOutput, writeResult } from "../terminal/output";
import { didYouMean } from "../terminal/suggestions";
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

const collected = (value: string, before: readonly string[] = []) => [...before, value];

/** `validate` */
export const validateCommand = (io: Io): Command =>
  new Command("validate")
    .description("Check stacks, modules, Terraform of your own, plans and values of variables.")
    .argument(
      "[paths...]",
      "folders of Terraform, .tf files, plans as JSON, .tfvars files, - for standard input " +
        "(default: all stacks and modules of this project)",
    )
    .addOption(
      new Option("-f, --format <format>", "how findings are written")
        .choices(FORMAT_NAMES)
        .default("text"),
    )
    .option(
      "-o, --output <file>",
      "file to write them to, in a folder that is there (default: standard output)",
    )
    .option(
      "-m, --module <name>",
      "module that files of variables are for (default: told by the names in them)",
    )
    .option("--no-engine", "leave out what Terraform itself says (terraform validate)")
    .option(
      "--init",
      "initialise roots that are not, in a temporary data folder; downloads their providers and modules",
    )
    .option("--only <rule...>", "run these rules alone")
    .option("--off <rule=reason>", "turn a rule off, and say why; can be repeated", collected)
    .addOption(
      new Option("--min-severity <severity>", "leave out findings below it")
        .choices(["error", "warning", "note"])
        .default("note"),
    )
    .addOption(
      new Option("--fail-on <severity>", "end with 1 where there is a finding as bad as this")
        .choices(["error", "warning"])
        .default("error"),
    )
    .option("--list-rules", "show all rules")
    .option("--explain <rule>", "show what a rule is for, with examples")
    .addHelpText(
      "after",
      `
A rule is turned off by --off, by .apono-connector.json in the folder or above it, or in a comment on the line or the
one before: # apono-connector: off <rule> <reason>

Terraform (or what TERRAFORM_BINARY_NAME names) checks each root, and nothing in its folder changes.

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
  throw unusable(
    `There is no rule "${id}". ${didYouMean(id, RULE_IDS)}--list-rules shows them all.`,
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

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import schema from "../../docs/prove.schema.json";
import { PROJECT_ROOT } from "../kit/paths";
import { type Env, type RunningCommand, sleep, start, tempDir } from "../kit/processes";
import { writeCliConfig } from "../kit/provider-plugins";
import { RunFolder } from "../../tools/prove/run-folder";
import type { Report } from "../../tools/prove/report";

/** `npm run prove` before an emulator, with one folder for the state of all runs. */
export class Prove {
  readonly state = tempDir("prove-state-");
  readonly reports = tempDir("prove-report-");
  private readonly env: Env;

  /** @param aws points AWS clients at an emulator @param env on top of it */
  constructor(aws: Env, env: Env = {}) {
    const own = Object.keys(process.env).filter((name) => /^TF_VAR_|APONO_TOKEN$/.test(name));
    this.env = {
      ...Object.fromEntries(own.map((name) => [name, undefined])),
      ...aws,
      TF_CLI_CONFIG_FILE: writeCliConfig(tempDir("prove-terraform-")),
      NO_COLOR: "1",
      ...env,
    };
  }

  start(args: readonly string[]): Promise<RunningCommand> {
    const all = ["run", "--silent", "prove", "--", ...args, "--state", this.state];
    return start("npm", all, { cwd: PROJECT_ROOT, env: this.env });
  }

  /** Resolves when a command of the newest run that is not destroyed yet has written a text to its log. */
  async logged(command: string, text: string): Promise<void> {
    for (;;) {
      const newest = RunFolder.unfinished(this.state).at(-1);
      const logs = newest && existsSync(newest.logs) ? readdirSync(newest.logs) : [];
      const log = logs.find((name) => name.endsWith(`-${command}.log`));
      if (log !== undefined && readFileSync(join(newest!.logs, log), "utf8").includes(text)) return;
      await sleep(100);
    }
  }

  /** The report of a run that was told to write one. */
  report(target: string): { readonly json: Report; readonly markdown: string } {
    const text = (ending: string) =>
      readFileSync(join(this.reports, `prove-${target}.${ending}`), "utf8");
    return { json: JSON.parse(text("json")) as Report, markdown: text("md") };
  }
}

/** Verdict by step. */
export const verdictsOf = ({ steps }: Report): Record<string, string> =>
  Object.fromEntries(steps.map(({ id, verdict }) => [id, verdict]));

const validate = addFormats(new Ajv2020({ allErrors: true })).compile(schema);

/** What of a report is not as docs/prove.schema.json has it. */
export const problemsOf = (report: unknown): readonly string[] =>
  validate(report)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);

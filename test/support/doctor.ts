import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorEnv } from "../kit/aws-emulator";
import { type Env, mergeEnv, run, tempDir } from "../kit/processes";
import { type CliResult, runCli } from "./cli";
import { PROJECT } from "../kit/project-copy";

/** One result, as `--format json` tells it. */
export interface FoundResult {
  readonly id: string;
  readonly group: string;
  readonly status: string;
  readonly summary: string;
  readonly detail: readonly string[];
  readonly fix: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What `apono-connector doctor --format json` said. */
export interface DoctorReport extends CliResult {
  readonly document: Readonly<Record<string, unknown>>;
  readonly results: readonly FoundResult[];
  /** The results with an id. */
  of(id: string): readonly FoundResult[];
  /** The only one with an id. */
  one(id: string): FoundResult;
}

/** A token that looks like one. */
export const GOOD_TOKEN = "apono-test-token-0123456789";

/** An environment with a good token and nothing of the machine's own settings, before an endpoint of AWS. */
export function doctorEnv(endpoint: string): Env {
  // Named, so that no registry is asked.
  const configuration = join(tempDir("doctor-"), "terraformrc");
  writeFileSync(configuration, "provider_installation {\n  direct {}\n}\n");
  const own = Object.keys(process.env).filter((name) =>
    /^TF_|^(https?_proxy|AWS_CA_BUNDLE|APONO_(CONNECTOR_STACK|PERSONAL_TOKEN|ENDPOINT))$/i.test(
      name,
    ),
  );
  return {
    ...Object.fromEntries(own.map((name) => [name, undefined])),
    ...emulatorEnv(endpoint),
    TF_CLI_CONFIG_FILE: configuration,
    TF_VAR_APONO_TOKEN: GOOD_TOKEN,
  };
}

/** Runs `apono-connector doctor …` in this process. */
export const doctor = (env: Env, args: readonly string[]): Promise<CliResult> =>
  runCli(["doctor", ...args], { env: mergeEnv(env) });

/** Runs it as its user does: as a process of its own, bundled. */
export async function doctorProcess(env: Env, args: readonly string[]): Promise<CliResult> {
  const command = join(PROJECT, "cli", "apono-connector.js");
  const { code, stdout, stderr } = await run(process.execPath, [command, "doctor", ...args], {
    env,
    timeoutMs: 120_000,
  });
  return { code, out: stdout, err: stderr };
}

/** Runs it for its results. */
export async function diagnose(
  env: Env,
  args: readonly string[],
  how: typeof doctor = doctor,
): Promise<DoctorReport> {
  const ran = await how(env, [...args, "--format", "json"]);
  const document = JSON.parse(ran.out) as { results: FoundResult[] } & Record<string, unknown>;
  const of = (id: string) => document.results.filter((result) => result.id === id);
  return {
    ...ran,
    document,
    results: document.results,
    of,
    one: (id) => {
      const [found, ...others] = of(id);
      if (found === undefined || others.length > 0)
        throw new Error(`${others.length} more than one, or none, of ${id}:\n${ran.out}`);
      return found;
    },
  };
}

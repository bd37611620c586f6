import { execFile } from "node:child_process";
import { promisify } from "node:util";

type Environment = Readonly<Record<string, string | undefined>>;

/** The program that speaks for the language: Terraform, or OpenTofu. */
export interface Engine {
  readonly binary: string;
  /** As messages call it: `Terraform 1.11.4`. */
  readonly name: string;
}

/** What may be an engine, best first: what TERRAFORM_BINARY_NAME names, as cdktf reads it, else terraform, else tofu. */
export const candidateBinaries = ({
  TERRAFORM_BINARY_NAME: named,
}: Environment): readonly string[] =>
  named === undefined || named === "" ? ["terraform", "tofu"] : [named];

/**
 * The engine that is there.
 *
 * @returns undefined where there is none
 */
export async function findEngine(
  env: Environment,
  signal?: AbortSignal,
): Promise<Engine | undefined> {
  for (const binary of candidateBinaries(env)) {
    const version = await promisify(execFile)(binary, ["version"], {
      env: nonInteractive(env),
      ...(signal === undefined ? {} : { signal }),
    }).catch(() => undefined);
    const [, name, number] = /^(Terraform|OpenTofu) v(\S+)/.exec(version?.stdout ?? "") ?? [];
    if (name !== undefined) return { binary, name: `${name} ${number}` };
  }
  return undefined;
}

/** No questions, no look for a newer version, no log among what is read; all else is the user's own. */
export const nonInteractive = (env: Environment): NodeJS.ProcessEnv => ({
  ...env,
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  CHECKPOINT_DISABLE: "1",
  TF_LOG: "",
});

/** How much of one root's verdict is read. */
const OUTPUT = 64 << 20;

/**
 * Runs the engine; that it ends with a failure is part of its answer.
 *
 * @param folder that it works in; it is started where the command was, from where paths in the environment count
 */
export const runBinary = (
  binary: string,
  args: readonly string[],
  folder: string,
  env: Environment,
  signal: AbortSignal,
): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number }> =>
  new Promise((done) => {
    execFile(
      binary,
      [`-chdir=${folder}`, ...args],
      { env: nonInteractive(env), signal, maxBuffer: OUTPUT },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        done({ stdout, stderr, code });
      },
    );
  });

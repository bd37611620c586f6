import { execFile } from "node:child_process";
import { promisify } from "node:util";

type Environment = Readonly<Record<string, string | undefined>>;

/** Terraform or OpenTofu. */
export interface Engine {
  readonly binary: string;
  /** For messages: `Terraform 1.11.4`. */
  readonly name: string;
}

/** The binaries to try, in order: TERRAFORM_BINARY_NAME, as in cdktf; otherwise terraform, then tofu. */
export const candidateBinaries = ({
  TERRAFORM_BINARY_NAME: named,
}: Environment): readonly string[] =>
  named === undefined || named === "" ? ["terraform", "tofu"] : [named];

/** @returns undefined if no engine is installed */
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

/** The environment without prompts, version checks and logs. */
const nonInteractive = (env: Environment): NodeJS.ProcessEnv => ({
  ...env,
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  CHECKPOINT_DISABLE: "1",
  TF_LOG: "",
});

/** The limit of one root's output, in bytes. */
const OUTPUT = 64 << 20;

/**
 * Runs the engine. A failure is a result, not an error.
 *
 * @param folder passed with -chdir: the engine starts in the current folder, to which paths in the environment are relative
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

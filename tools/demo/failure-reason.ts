import type { RunResult } from "../../test/kit/processes";

/** How many lines of a failed command's output are shown. */
const SHOWN_LINES = 40;

/** Why the demo failed. */
export interface FailureReason {
  /** One line. */
  readonly reason: string;
  /** The last lines of the failed command's output. */
  readonly output?: string;
}

/** A failed command. */
export class CommandFailure extends Error {
  /** @param findings Terraform's error messages; empty if unknown */
  constructor(
    readonly command: string,
    readonly result: RunResult,
    readonly findings: readonly string[],
  ) {
    super(
      `\`${command}\` ${result.timedOut ? "timed out" : `failed with exit code ${result.code}`}`,
    );
    this.name = "CommandFailure";
  }
}

/** The reason of a failure, in one line, and the failed command's output. */
export function failureReason(error: unknown): FailureReason {
  if (error instanceof CommandFailure) {
    const { message, result, findings } = error;
    const text = withoutColours(result.stdout + result.stderr).trimEnd();
    return {
      reason: findings.length > 0 ? `${message}: ${oneLine(findings.join(" "))}` : `${message}.`,
      output: text.split("\n").slice(-SHOWN_LINES).join("\n"),
    };
  }
  const [first = "", ...more] = (error instanceof Error ? error.message : String(error)).split(
    "\n",
  );
  return { reason: first.replace(/:$/, "."), output: more.join("\n") };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

// eslint-disable-next-line no-control-regex -- an escape sequence begins with a control character
const withoutColours = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, "");

import type { RunResult } from "../../test/kit/processes";

/** How much of a failed command's output is shown. */
const SHOWN_LINES = 40;

/** Why the demo failed. */
export interface Reason {
  /** One line. */
  readonly reason: string;
  /** What the command that failed wrote at its end. */
  readonly output?: string;
}

/** A command that a user would type failed. */
export class CommandFailure extends Error {
  /** @param findings what Terraform found wrong, where that is known */
  constructor(
    readonly command: string,
    readonly result: RunResult,
    readonly findings: readonly string[],
  ) {
    super(
      `\`${command}\` ${result.timedOut ? "ran out of time" : `ended with exit code ${result.code}`}`,
    );
    this.name = "CommandFailure";
  }
}

/** Says in one line what went wrong. */
export function reasonOf(error: unknown): Reason {
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

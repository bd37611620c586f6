/**
 * Ends a command that can't do what it was called for. The user sees only the message: what is wrong, where, and how to
 * fix it.
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";

  constructor(
    message: string,
    /** 1: refused or failed; 2: could not run; from 129 on: 128 plus the signal that ended it. */
    readonly exitCode: 1 | 2 | 129 | 130 | 143,
  ) {
    super(message);
  }
}

/** The command refuses to do it, or failed. */
export const failure = (message: string) => new CommandFailure(message, 1);

/** The command could not run: invalid usage, or something is missing. */
export const cannotRun = (message: string) => new CommandFailure(message, 2);

export const emptyWord = (what: string) =>
  cannotRun(`${what} is empty. Give a value, or remove it: a shell variable may not be set.`);

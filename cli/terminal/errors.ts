/**
 * What a command ends with when it can't do what was asked. The message is all that a user sees: what is wrong, where,
 * and how to mend it.
 */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";

  constructor(
    message: string,
    /** 1: refused or failed; 2: could not run at all; from 129 on: 128 and the signal that ended it. */
    readonly exitCode: 1 | 2 | 129 | 130 | 143,
  ) {
    super(message);
  }
}

/** What was asked for is refused, or has failed. */
export const refused = (message: string) => new CommandFailure(message, 1);

/** The command was called wrongly, or lacks something to begin with. */
export const unusable = (message: string) => new CommandFailure(message, 2);

export const emptyWord = (what: string) =>
  unusable(`${what} is empty. Give it, or take it out: a variable of your shell may not be set.`);

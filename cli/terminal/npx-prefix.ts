import type { Io } from "./io";

/** Subcommands, as they follow the program's name in examples and in what a message tells to run. */
const CALL =
  /(?<![\w/-]|npx )apono-connector(?= (?:(?:complete|doctor|modules|permissions|status|validate)\b|\[options\]))/g;

/**
 * A text whose calls of this program work where they are pasted: one that was started by npx needs npx.
 *
 * npm tells what started a process: https://docs.npmjs.com/cli/v10/using-npm/scripts#environment
 */
export const withNpx = (text: string, env: Io["env"]): string =>
  env["npm_command"] === "exec" ? text.replace(CALL, "npx apono-connector") : text;

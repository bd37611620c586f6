import type { Io } from "./io";

/** Calls of this program in help texts and messages. */
const CALL =
  /(?<![\w/-]|npx )apono-connector(?= (?:(?:complete|doctor|fleet|modules|permissions|status|validate)\b|\[options\]))/g;

/**
 * Adds npx to calls of this program in a text if npx started it, so that they work when pasted.
 *
 * npm sets npm_command: https://docs.npmjs.com/cli/v10/using-npm/scripts#environment
 */
export const withNpx = (text: string, env: Io["env"]): string =>
  env["npm_command"] === "exec" ? text.replace(CALL, "npx apono-connector") : text;

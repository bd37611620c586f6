import pc from "picocolors";

/**
 * Colours of the output: on a terminal, or with FORCE_COLOR. None with NO_COLOR (no-color.org), on a dumb terminal, or
 * in a file or pipe. picocolors alone would colour files if CI is set.
 */
export const colours = pc.createColors(isWanted(process.env, process.stdout.isTTY === true));

export function isWanted(
  { NO_COLOR = "", FORCE_COLOR = "", TERM = "" }: NodeJS.ProcessEnv,
  isTerminal: boolean,
): boolean {
  if (NO_COLOR !== "") return false;
  if (FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

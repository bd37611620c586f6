import pc from "picocolors";

/**
 * Colours for what is printed: on a terminal, or where FORCE_COLOR asks for them; none where NO_COLOR is set
 * (no-color.org), the terminal is dumb, or the output goes to a file or a pipe. picocolors alone would colour a file, too,
 * wherever CI is set.
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

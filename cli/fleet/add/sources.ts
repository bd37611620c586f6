import { existsSync } from "node:fs";
import { join } from "node:path";
import { BACKEND_VARIABLE } from "../../../stacks/backend-variable";
import { readWithin } from "../../files/read-within";
import { INPUT, type Io } from "../../terminal/io";
import { noStateOfStack, stateElsewhere, twoStates } from "./errors";

/** A state's text, and the file that it is in. */
export interface StateText {
  readonly text: string;
  /** For messages. */
  readonly where: string;
  /** Undefined for standard input. */
  readonly file?: string;
}

/**
 * Reads the state that was asked for: a file, standard input, or that of a stack beside cdktf.json.
 *
 * @returns undefined where none was asked for
 * @throws CommandFailure if there is none
 */
export async function stateText(
  { state, stack }: { readonly state?: string; readonly stack?: string },
  io: Io,
): Promise<StateText | undefined> {
  if (state !== undefined && stack !== undefined) throw twoStates();
  if (state === "-") return { text: await io.input(), where: INPUT };
  const file = stack === undefined ? state : await fileOfStack(stack, io);
  if (file === undefined) return undefined;
  return { text: readWithin(file).toString("utf8"), where: file, file };
}

async function fileOfStack(stack: string, { env }: Io): Promise<string> {
  // It loads cdktf, which takes a second.
  const { stateLocation } = await import("../../../lib/backend.ts");
  const root = process.cwd();
  const source = { root, variable: BACKEND_VARIABLE, env };
  const { backend, config } = stateLocation(stack, source, join(root, "cdktf.out"));
  if (backend !== "local") throw stateElsewhere(stack, backend);
  const path = String(config["path"]);
  if (!existsSync(path)) throw noStateOfStack(stack, path);
  return path;
}

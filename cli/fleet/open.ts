import { findFleet } from "../../fleet/find";
import type { Fleet } from "../../fleet/fleet";
import { failure } from "../terminal/errors";
import type { Io } from "../terminal/io";
import { plural } from "../terminal/plural";
import { noFleet } from "./errors";
import { readText } from "./read-text";

/** A fleet and its file's path. */
export interface OpenFleet {
  readonly file: string;
  readonly fleet: Fleet;
}

/**
 * The fleet that a command works on.
 *
 * @param given the file that the command names @default - as `findFleet` finds it
 * @param refuse what a file with mistakes ends with @default - exit code 1
 * @throws CommandFailure if there is none, it can't be read, or it has mistakes, all of which are told
 */
export async function openFleet(io: Io, given?: string, refuse = failure): Promise<OpenFleet> {
  const file = given ?? findFleet(process.cwd(), io.env);
  if (file === undefined) throw noFleet();
  const { parseFleet, showFault } = await import("../../fleet/read.ts");
  const reading = parseFleet(readText(file));
  if ("fleet" in reading) return { file, fleet: reading.fleet };
  for (const fault of reading.faults) io.note(showFault(file, fault));
  throw refuse(`${plural(reading.faults.length, "mistake")} in ${file}.`);
}

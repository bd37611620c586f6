import { parseFleet } from "../../../fleet/read";
import { writeWhole } from "../../files/write-whole";
import type { Io } from "../../terminal/io";
import { entryOf } from "./entry";
import { faultyResult, notEditable } from "./errors";
import { findIn } from "./find";
import {
  type Addition,
  type Entry,
  type FleetText,
  readFleetText,
  refuseTaken,
  withAddition,
} from "./fleet-file";
import { moveCommands } from "./move-state";
import { renderBlock } from "./render";
import { stateText } from "./sources";
import { readState } from "./state";
import { tokenPlaceFor, variableOf } from "./token-place";
import { type GivenEntry, wantedOf } from "./wanted";

/** Options of `fleet add`. */
export interface AddOptions extends GivenEntry {
  readonly state?: string;
  readonly stack?: string;
  readonly address?: string;
  /** From 1. */
  readonly wave?: number;
  readonly file?: string;
  readonly dryRun?: boolean;
}

/**
 * Adds an entry to the fleet file: a new one, or one for what a state has. Prints the commands that move the state.
 *
 * @throws CommandFailure if it can't; the file is then as it was
 */
export async function addEntry(name: string, options: AddOptions, io: Io): Promise<void> {
  const source = await stateText(options, io);
  const state = source && readState(source.text, source.where);
  const found = state && findIn(state, source.where, options.address);
  const wanted = wantedOf(name, found?.told, options);
  const fleet = readFleetText(options.file, io);
  const { entry, notes } = entryOf(wanted, fleet.content);
  const addition = {
    entry: entry as Entry,
    token: tokenPlaceFor(fleet, entry as Entry, found?.told.tokenSecretArn),
    wave: options.wave === undefined ? undefined : options.wave - 1,
  };
  refuseTaken(fleet, addition.entry);
  const text = checked(fleet, addition);
  for (const note of [...(found?.told.notes ?? []), ...wanted.notes, ...notes]) io.note(note);
  if (options.dryRun === true) return io.print(shown(addition.entry));
  writeWhole(fleet.file, text);
  io.note(`${name} is added to ${fleet.file}.`);
  if (source === undefined || found === undefined) return;
  for (const command of moveCommands({
    name,
    state: state?.isPulled === true ? source.file : undefined,
    address: found.address,
    tokenVariable: variableOf(text, name),
    engine: io.env["TERRAFORM_BINARY_NAME"] || "terraform",
  }))
    io.print(command);
}

/** The file's text with the entry, which the fleet's reader accepts. @throws CommandFailure if it does not */
function checked(fleet: FleetText, addition: Addition): string {
  const entry = shown(addition.entry);
  const after = withAddition(fleet, addition);
  if (after === undefined) throw notEditable(fleet.file, entry);
  const reading = parseFleet(after.text);
  if ("faults" in reading) throw faultyResult(fleet.file, reading.faults, entry);
  return after.text;
}

/** An entry as a list of YAML has it. */
export const shown = (entry: Entry, hint?: string): string =>
  renderBlock({ value: entry, hint }, "  ", "  ");

import type { Fault } from "../../../fleet/document";
import { parseFleet, showFault } from "../../../fleet/read";
import { requiredInputs } from "../../../fleet/schema";
import { writeWhole } from "../../files/write-whole";
import { connectorsOfApono } from "../../status/connectors-of-apono";
import { plural } from "../../terminal/plural";
import type { Io } from "../../terminal/io";
import { shown } from "../add/add";
import { entryOf } from "../add/entry";
import { faultyResult, notEditable } from "../add/errors";
import {
  type Addition,
  type Entry,
  type FleetText,
  readFleetText,
  withAddition,
} from "../add/fleet-file";
import { tokenPlaceFor } from "../add/token-place";
import { type Candidate, candidatesAmong } from "./candidates";
import { incomplete } from "./errors";

/** Options of `fleet import`. */
export interface ImportOptions {
  readonly file?: string;
  /** From 1. */
  readonly wave?: number;
  readonly dryRun?: boolean;
}

/**
 * Adds an entry for each connector that Apono lists and the fleet file does not have.
 *
 * @throws CommandFailure if it can't, or if inputs are left to fill in, which Apono does not know
 */
export async function importEntries(options: ImportOptions, io: Io): Promise<void> {
  const fleet = readFleetText(options.file, io);
  const { found, notes } = candidatesAmong(await connectorsOfApono(io), fleet.members);
  for (const note of notes) io.note(note);
  if (found.length === 0)
    return io.note(`Apono has no connector in AWS that is connected and not in ${fleet.file}.`);
  const wave = options.wave === undefined ? undefined : options.wave - 1;
  const { after, entries } = withAll(fleet, found, wave);
  const reading = parseFleet(after.text);
  const faults = "faults" in reading ? reading.faults : [];
  const others = faults.filter((fault) => !isMissingInput(fault));
  if (others.length > 0) throw faultyResult(fleet.file, others, entries.join("\n"));
  if (options.dryRun === true) return io.print(entries.join("\n"));
  writeWhole(fleet.file, after.text);
  io.note(`Added to ${fleet.file}: ${found.map(({ name }) => name).join(", ")}.`);
  io.note(
    "Apono knows no state: until it is where the fleet's stack looks for it, a deployment would make a second connector. Where there is a state, remove the entry and use fleet add <name> --state, which fills in all inputs.",
  );
  if (faults.length > 0)
    throw incomplete(
      faults.map((fault) => showFault(fleet.file, fault)),
      plural(faults.length, "input"),
    );
}

/** The file with all of them, and the text of each. */
function withAll(
  fleet: FleetText,
  candidates: readonly Candidate[],
  wave: number | undefined,
): { readonly after: FleetText; readonly entries: readonly string[] } {
  let after = fleet;
  const entries = candidates.map((candidate) => {
    const addition = additionOf(after, candidate, wave);
    const text = shown(addition.entry, addition.hint);
    const next = withAddition(after, addition);
    if (next === undefined) throw notEditable(fleet.file, text);
    after = next;
    return text;
  });
  return { after, entries };
}

function additionOf(fleet: FleetText, candidate: Candidate, wave: number | undefined): Addition {
  const { connectorId, ...place } = candidate;
  const wanted = { ...place, tags: fleet.content.defaults?.tags ?? {}, inputs: { connectorId } };
  const entry = entryOf(wanted, fleet.content).entry as Entry;
  return {
    entry,
    token: tokenPlaceFor(fleet, entry, undefined),
    wave,
    hint: hintOf(candidate, fleet, "inputs" in entry),
  };
}

/** What to fill in, and where it is found. */
const HINTS: Readonly<Record<string, readonly [value: string, what: string]>> = {
  subnetIds: ["[subnet-…]", "the subnets of its ECS service"],
  clusterName: ["…", "the EKS cluster that it runs in"],
};

/** A comment where inputs are missing that Apono does not know. */
function hintOf(
  { module }: Candidate,
  { content }: FleetText,
  hasInputs: boolean,
): string | undefined {
  const missing = requiredInputs(module).filter(
    (input) => content.defaults?.inputs?.[module]?.[input] === undefined,
  );
  if (missing.length === 0) return undefined;
  const inputs = missing.map((input) => `${input}: ${HINTS[input]?.[0] ?? "…"}`).join(", ");
  const what = missing.flatMap((input) => HINTS[input]?.[1] ?? []).join(", ");
  return hasInputs ? `    # ${inputs} (${what})` : `  # inputs: { ${inputs} } (${what})`;
}

/** The one kind of mistake that an import may leave, for its user to fill in. */
const isMissingInput = ({ message }: Fault): boolean =>
  /: inputs\.\w+ is missing, and /.test(message);

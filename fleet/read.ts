import { readFileSync } from "node:fs";
import { ConfigurationError } from "../lib/errors";
import { SourceDocument, type Fault } from "./document";
import type { Fleet } from "./fleet";
import { type FleetFile, memberOf } from "./members";
import { checkFleet } from "./rules";
import { checkStructure } from "./structure";

/** A fleet, or all that is wrong with its file, in the file's order. */
export type FleetReading = { readonly fleet: Fleet } | { readonly faults: readonly Fault[] };

/** Reads the text of a fleet file, YAML or JSON. */
export function parseFleet(text: string): FleetReading {
  const document = new SourceDocument(text);
  if (document.faults.length > 0) return { faults: document.faults };
  const wrong = checkStructure(document);
  if (wrong.length > 0) return { faults: inOrder(wrong) };
  const file = document.value as FleetFile;
  const members = file.connectors.map((entry) => memberOf(file, entry));
  const faults = checkFleet(document, file, members);
  return faults.length > 0 ? { faults: inOrder(faults) } : { fleet: { members } };
}

/**
 * Reads a fleet file.
 *
 * @throws ConfigurationError with everything that is wrong with it, each with file, line and column
 */
export function readFleet(file: string): Fleet {
  const reading = parseFleet(readFileSync(file, "utf8"));
  if ("fleet" in reading) return reading.fleet;
  throw new ConfigurationError(reading.faults.map((fault) => showFault(file, fault)).join("\n"));
}

/** As editors and terminals link it. */
export const showFault = (file: string, { line, column, message }: Fault): string =>
  `${file}:${line}:${column}: ${message}`;

/** By place. What several connectors share, such as a default, is told of the first. */
function inOrder(faults: readonly Fault[]): readonly Fault[] {
  const told = new Map(
    faults.toReversed().map((fault) => {
      const what = fault.message.replace(/^\S+: /, "");
      return [`${fault.line}:${fault.column}:${what}`, fault];
    }),
  );
  return [...told.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

import { existsSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { SourceDocument } from "../../../fleet/document";
import { connectorIdOf } from "../../../fleet/connector-id";
import type { Member } from "../../../fleet/fleet";
import { findFleet } from "../../../fleet/find";
import { type FleetFile, memberOf } from "../../../fleet/members";
import { parseFleet } from "../../../fleet/read";
import { readText } from "../read-text";
import type { Io } from "../../terminal/io";
import { addToList, addToMap } from "./edit";
import { faultyFleet, taken } from "./errors";

/** Where a new file goes. */
const NEW_FILE = "fleet.yaml";

/** Where editors find the schema of a new file. */
const SCHEMA = "fleet.schema.json";

/** An entry of a fleet file. */
export type Entry = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly module: Member["module"];
};

/** A fleet file that entries are added to. */
export interface FleetText {
  /** Its path. */
  readonly file: string;
  readonly text: string;
  readonly content: FleetFile;
  readonly members: readonly Member[];
}

/**
 * The fleet file: the one that is given, else the one that commands find, else a new `fleet.yaml`.
 *
 * @throws CommandFailure if it can't be read, or has mistakes
 */
export function readFleetText(given: string | undefined, io: Io): FleetText {
  const found = given ?? findFleet(process.cwd(), io.env) ?? NEW_FILE;
  const file = isAbsolute(found) && given === undefined ? relative(process.cwd(), found) : found;
  if (!existsSync(file)) {
    const isJson = file.endsWith(".json");
    const text = isJson
      ? `{\n  "$schema": "${SCHEMA}",\n  "connectors": []\n}\n`
      : `# yaml-language-server: $schema=${SCHEMA}\nconnectors: []\n`;
    return { file, text, content: { connectors: [] }, members: [] };
  }
  const text = readText(file);
  const reading = parseFleet(text);
  if ("faults" in reading) throw faultyFleet(file, reading.faults);
  const content = new SourceDocument(text).value as FleetFile;
  return { file, text, content, members: reading.fleet.members };
}

/** @throws CommandFailure if a connector of the file has the entry's name, or its ID */
export function refuseTaken({ file, text, content, members }: FleetText, entry: Entry): void {
  const document = new SourceDocument(text);
  const named = members.findIndex(({ name }) => name === entry.name);
  if (named >= 0)
    throw taken(
      file,
      document.fault(["connectors", named, "name"], `There is a connector ${entry.name} already.`),
    );
  const id = connectorIdOf(memberOf(content, entry));
  const same = id === undefined ? -1 : members.findIndex((each) => connectorIdOf(each) === id);
  if (same < 0) return;
  const place =
    content.connectors[same]!.inputs?.["connectorId"] === undefined
      ? ["name"]
      : ["inputs", "connectorId"];
  throw taken(
    file,
    document.fault(
      ["connectors", same, ...place],
      `${members[same]!.name} has the connector ID ${id} already, and each connector needs its own.`,
    ),
  );
}

/** What is added to a file. */
export interface Addition {
  readonly entry: Entry;
  /** Where its token is, under its own name in `tokens`; undefined where the file says it. */
  readonly token?: string;
  /** The wave that its name is added to, from 0; a new one after the last. */
  readonly wave?: number;
  /** A comment below the entry, in YAML. */
  readonly hint?: string;
}

/** The file with an addition; undefined where the file is written in a way that can't be added to. */
export function withAddition(fleet: FleetText, addition: Addition): FleetText | undefined {
  const { entry, token, wave, hint } = addition;
  const { name } = entry;
  const waves = fleet.content.waves ?? [];
  const steps: ((text: string) => string | undefined)[] = [
    (text) => addToList(text, ["connectors"], entry, hint),
    (text) => (token === undefined ? text : addToMap(text, ["tokens"], name, token)),
    (text) => {
      if (wave === undefined) return text;
      if (waves.length === 0) return addToMap(text, [], "waves", [[name]]);
      return wave < waves.length
        ? addToList(text, ["waves", wave], name)
        : addToList(text, ["waves"], [name]);
    },
  ];
  const text = steps.reduce<string | undefined>(
    (before, step) => (before === undefined ? undefined : step(before)),
    fleet.text,
  );
  const content = expected(fleet, addition);
  if (text === undefined || !isDeepStrictEqual(new SourceDocument(text).value, content))
    return undefined;
  const members = content.connectors.map((each) => memberOf(content, each));
  return { file: fleet.file, text, content, members };
}

/** What the file is to say, to see that nothing else of it has changed. */
function expected(fleet: FleetText, { entry, token, wave }: Addition): FleetFile {
  const before = new SourceDocument(fleet.text).value as FleetFile;
  const waves = before.waves ?? [];
  return {
    ...before,
    connectors: [...before.connectors, entry],
    ...(token !== undefined && { tokens: { ...before.tokens, [entry.name]: token } }),
    ...(wave !== undefined && {
      waves:
        wave < waves.length
          ? waves.map((names, index) => (index === wave ? [...names, entry.name] : names))
          : [...waves, [entry.name]],
    }),
  };
}

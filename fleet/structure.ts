import { Ajv, type ErrorObject } from "ajv";
import { didYouMean } from "../lib/suggestions";
import { MODULE_NAMES } from "../modules/module-names";
import type { Fault, Path, SourceDocument } from "./document";
import { GIVEN_ELSEWHERE, access, fleetInputs, fleetSchema } from "./schema";

/**
 * What of a document is not as the schema has it: names that it does not know, kinds of values, and what is missing. What
 * the inputs' rules say comes from the rules, with their messages.
 */
export function checkStructure(document: SourceDocument): Fault[] {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
  const validate = ajv.compile(fleetSchema(false));
  if (validate(document.value)) return [];
  return validate
    .errors!.filter(({ keyword }) => keyword !== "if")
    .map((error) => faultOf(document, error));
}

function faultOf(document: SourceDocument, error: ErrorObject): Fault {
  const path = pathOf(error.instancePath);
  const at = path.length === 0 ? "" : `${nameOf(path)}: `;
  if (error.keyword === "additionalProperties") {
    const { additionalProperty: key } = error.params as { additionalProperty: string };
    const known = Object.keys((error.parentSchema as { properties: object }).properties);
    const hint = placeOf(key, path) ?? (didYouMean(key, known) || `Known: ${known.join(", ")}.`);
    return document.faultAtKey(path, key, `${at}"${key}" is not known here. ${hint.trim()}`);
  }
  return document.fault(
    path,
    `${at}${(MESSAGES[error.keyword] ?? (() => `${error.message}.`))(error)}`,
  );
}

/** Where a name belongs that stands in another place than it should; undefined where that is not known. */
function placeOf(key: string, path: Path): string | undefined {
  const isAccess = Object.hasOwn(access, key);
  if (path.slice(-2).includes("inputs"))
    return GIVEN_ELSEWHERE.get(key) ?? (isAccess ? 'Write it beside "inputs".' : undefined);
  if (path.length === 0 && isAccess) return 'Write it in "defaults".';
  const isInput = MODULE_NAMES.some((module) => Object.hasOwn(fleetInputs(module), key));
  return isInput ? 'It is an input: write it under "inputs".' : GIVEN_ELSEWHERE.get(key);
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
};

const kindOf = (value: unknown) =>
  KINDS[Array.isArray(value) ? "array" : value === null ? "" : typeof value] ?? "nothing";

/** Nothing that is meant has so many characters, and a token may be pasted anywhere. */
const MAX_SHOWN = 100;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `A value of ${text.length} characters` : text;
};

const MESSAGES: Readonly<Record<string, (error: ErrorObject) => string>> = {
  type: ({ params, data }) => {
    const wanted = KINDS[(params as { type: string }).type]!;
    const quotes = wanted === "a string" && kindOf(data) !== "nothing" ? " Put it in quotes." : "";
    return `must be ${wanted}; got ${kindOf(data)}.${quotes}`;
  },
  required: ({ params }) =>
    `"${(params as { missingProperty: string }).missingProperty}" is missing.`,
  enum: ({ params, data }) =>
    `${shown(data)} is not valid. Choose ${(params as { allowedValues: string[] }).allowedValues.join(", ")}.`,
  pattern: ({ data, parentSchema }) =>
    `${shown(data)} is not valid. ${(parentSchema as { description: string }).description}`,
  minItems: () => "must not be empty.",
  minProperties: () => "must name exactly one backend.",
  maxProperties: () => "must name exactly one backend.",
};

/** The parts of a JSON pointer. https://datatracker.ietf.org/doc/html/rfc6901 */
const pathOf = (pointer: string): Path =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** As messages name a place: `connectors[0].inputs.cpu`. */
export const nameOf = (path: Path): string =>
  path.reduce<string>(
    (name, part) =>
      typeof part === "number" ? `${name}[${part}]` : name === "" ? part : `${name}.${part}`,
    "",
  );

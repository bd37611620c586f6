import { readWithin } from "../files/read-within";
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type ParseError, parse } from "jsonc-parser";
import { cannotRun } from "../terminal/errors";
import { didYouMean } from "../../lib/suggestions";
import { placeOf } from "../terraform/range";
import { Lines } from "../terraform/lines";
import { type Suppression, checkSuppression } from "./suppressions";

/** The configuration file for a folder and all below it. */
const CONFIG_FILE = ".apono-connector.json";

/**
 * The suppressions in the nearest configuration file, from a path up to the repository's root.
 *
 * @throws CommandFailure if the file is invalid
 */
export function suppressionsFromConfig(path: string, ids: readonly string[]): Suppression[] {
  const file = nearestConfig(
    existsSync(path) && statSync(path).isDirectory() ? path : dirname(path),
  );
  if (file === undefined) return [];
  const scope = resolve(dirname(file));
  return Object.entries(read(file)).map(([rule, reason]) => {
    if (typeof reason !== "string")
      throw cannotRun(
        `${file}: the reason for "${rule}" is not a string. Write why the rule is suppressed.`,
      );
    checkSuppression(rule, reason, file, ids);
    return {
      rule,
      reason: reason.trim(),
      appliesTo: (found) => resolve(found) === scope || resolve(found).startsWith(join(scope, sep)),
    };
  });
}

function nearestConfig(folder: string): string | undefined {
  const file = join(folder, CONFIG_FILE);
  if (existsSync(file)) return relative(process.cwd(), resolve(file));
  const above = dirname(resolve(folder));
  const isTop = existsSync(join(folder, ".git")) || above === resolve(folder);
  return isTop ? undefined : nearestConfig(above);
}

function read(file: string): Readonly<Record<string, unknown>> {
  const errors: ParseError[] = [];
  const text = readWithin(file).toString("utf8");
  const json = parse(text, errors, { disallowComments: false }) as unknown;
  const [error] = errors;
  if (error !== undefined)
    throw cannotRun(`${placeOf(placeIn(file, text, error))} is not valid JSON. Correct it.`);
  const validate = only(file, object(file, json, "It"), ["validate"])["validate"] ?? {};
  const off = only(file, object(file, validate, '"validate"'), ["off"])["off"] ?? {};
  return object(file, off, '"validate.off"');
}

const placeIn = (file: string, text: string, { offset }: ParseError) =>
  new Lines(file, text).between(offset, offset);

function object(file: string, value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw cannotRun(
    `${file}: ${what} is not an object. Write: {"validate": {"off": {"<rule>": "<reason>"}}}`,
  );
}

function only(file: string, value: Readonly<Record<string, unknown>>, keys: readonly string[]) {
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown === undefined) return value;
  throw cannotRun(
    `${file}: setting "${unknown}" doesn't exist. ${didYouMean(unknown, keys)}The settings are: ${keys.join(", ")}.`,
  );
}

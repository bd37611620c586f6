import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv";
import addFormats from "ajv-formats";

/**
 * Draft 4 of JSON schema calls the address of a schema `id`, which nothing here refers to; the rest is as in later ones.
 * One of its patterns is none for a RegExp with the flag u.
 */
const isValid = addFormats(new Ajv({ allErrors: true, unicodeRegExp: false })).compile({
  ...schema,
  id: undefined,
  $schema: undefined,
});

/** What SARIF's schema does not allow in a log. */
export const sarifErrors = (log: unknown): readonly unknown[] =>
  isValid(log) ? [] : (isValid.errors ?? []);

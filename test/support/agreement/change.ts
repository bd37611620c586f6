/** A value in JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An object in JSON. */
export type JsonObject = { [key: string]: Json };

/** What is changed in a module in JSON, and what it is called. */
export interface Change {
  readonly kind: string;
  readonly what: string;
  readonly file: string;
  /** Changes the file's content in place. */
  readonly make: (content: JsonObject) => void;
}

/** What a path leads to. */
export const at = (content: Json, path: readonly (string | number)[]): Json =>
  path.reduce<Json>((value, key) => (value as { [key: string]: Json })[key]!, content);

/** A name with its last two letters exchanged. */
export const misspelt = (name: string) => name.slice(0, -2) + name.at(-1)! + name.at(-2)!;

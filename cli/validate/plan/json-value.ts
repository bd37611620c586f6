/** A value of JSON. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value at a path; undefined if there is none. */
export const at = (value: Json | undefined, ...path: readonly (string | number)[]) =>
  path.reduce<Json | undefined>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Readonly<Record<string | number, Json>>)[key]
        : undefined,
    value,
  );

/** The string at a path in a value; undefined if it is not a string. */
export function textAt(value: Json | undefined, ...path: readonly (string | number)[]) {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}

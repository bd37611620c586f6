/** Values of a state, of whatever kind: undefined where they are of another. */

export type Values = Readonly<Record<string, unknown>>;

export const object = (value: unknown): Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The one block of a kind, such as `network_configuration`. */
export const block = (value: unknown): Values => object(list(value)[0]);

/** Undefined for an empty text: providers write it where nothing is set. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export const texts = (value: unknown): readonly string[] =>
  list(value).flatMap((each) => text(each) ?? []);

/** A number, also as text, as ECS has a task's CPU. */
export const number = (value: unknown): number | undefined => {
  const read = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
};

/** A text that is JSON, such as a policy; undefined where it is none. */
export function json(value: unknown): unknown {
  try {
    return JSON.parse(text(value) ?? "");
  } catch {
    return undefined;
  }
}

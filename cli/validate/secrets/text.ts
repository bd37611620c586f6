import { isSecretName, isTokenName } from "./names";
import { assignsToken, isPlaceholder, looksSecret, namesSecret, shapeOf } from "./shapes";

/** How deep values are looked into: far more than any that Terraform's resources have. */
const DEPTH = 100;

/** What of a text under a name is secret, in words for a message; undefined where nothing is. */
export function secretIn(name: string, text: string): string | undefined {
  // What is only woven in is a reference, and no plain text.
  if (isTokenName(name) && !isPlaceholder(text) && !namesSecret(text) && !text.includes("${"))
    return "the connector's token";
  const shape = shapeOf(text);
  if (shape !== undefined) return shape;
  if (assignsToken(text)) return "the connector's token";
  const inside = insideJson(text);
  if (inside !== undefined) return inside;
  return isSecretName(name) && looksSecret(text) ? "a secret" : undefined;
}

/** The same of a text that is JSON itself, such as container definitions or a secret with several fields. */
function insideJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const { name, value } of textsIn(json, "")) {
    const found = secretIn(name, value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every text in a value of JSON with what it is called; the value of a `name` and `value` pair has that name. */
export function* textsIn(
  json: unknown,
  name: string,
  path: readonly (string | number)[] = [],
): Generator<{ name: string; value: string; path: readonly (string | number)[] }> {
  if (typeof json === "string") yield { name, value: json, path };
  if (path.length > DEPTH) return;
  if (typeof json !== "object" || json === null) return;
  const entries = Object.entries(json);
  const label = Array.isArray(json) ? undefined : (entry(json, "name") ?? entry(json, "key"));
  for (const [key, value] of entries) {
    const step = Array.isArray(json) ? Number(key) : key;
    const called = Array.isArray(json)
      ? name
      : key === "value" && label !== undefined
        ? label
        : key;
    yield* textsIn(value, called, [...path, step]);
  }
}

const entry = (json: object, key: string): string | undefined => {
  const value = (json as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
};

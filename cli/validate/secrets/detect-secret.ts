import { isSecretName, isTokenName } from "./secret-names";
import { assignsToken, isPlaceholder, looksSecret, namesSecret, shapeOf } from "./secret-patterns";

/** What of a text under a name is secret, in words for a message; undefined where nothing is. */
export function secretIn(name: string, text: string): string | undefined {
  // What is only woven in is a reference, and no plain text.
  if (isTokenName(name) && !isPlaceholder(text) && !namesSecret(text) && !text.includes("${"))
    return "the connector's token";
  const shape = shapeOf(text);
  if (shape !== undefined) return shape;
  if (assignsToken(text)) return "the connector's token";
  return isSecretName(name) && looksSecret(text) ? "a secret" : undefined;
}

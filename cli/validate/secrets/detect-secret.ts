import { isSecretName, isTokenName } from "./secret-names";
import {
  assignsToken,
  isPlaceholder,
  looksLikeSecret,
  isSecretReference,
  secretTypeOf,
} from "./secret-patterns";

/** What of a text under a name is secret, in words for a message; undefined where nothing is. */
export function detectSecret(name: string, text: string): string | undefined {
  // What is only woven in is a reference, and no plain text.
  if (isTokenName(name) && !isPlaceholder(text) && !isSecretReference(text) && !text.includes("${"))
    return "the connector's token";
  const shape = secretTypeOf(text);
  if (shape !== undefined) return shape;
  if (assignsToken(text)) return "the connector's token";
  return isSecretName(name) && looksLikeSecret(text) ? "a secret" : undefined;
}

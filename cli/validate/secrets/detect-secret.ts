import { isSecretName, isTokenName } from "./secret-names";
import {
  assignsToken,
  isPlaceholder,
  looksLikeSecret,
  isSecretReference,
  secretTypeOf,
} from "./secret-patterns";

/** The secret in a text with a name, in words for a message; undefined if there is none. */
export function detectSecret(name: string, text: string): string | undefined {
  // An interpolated value is a reference, not plain text.
  if (isTokenName(name) && !isPlaceholder(text) && !isSecretReference(text) && !text.includes("${"))
    return "the connector's token";
  const shape = secretTypeOf(text);
  if (shape !== undefined) return shape;
  if (assignsToken(text)) return "the connector's token";
  return isSecretName(name) && looksLikeSecret(text) ? "a secret" : undefined;
}

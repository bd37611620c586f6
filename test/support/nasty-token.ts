/** A run of letters and digits in each {@link nastyToken} that no escaping changes. */
export const TOKEN_MARKER = "Zq7kTokenMark3rXy52Wv";

const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/**
 * A token with everything that a shell, JSON or Terraform might read as syntax, and 4 KB of punctuation.
 *
 * @param more what further layers on the way might read as syntax
 */
export const nastyToken = (more: string): string =>
  `${TOKEN_MARKER}"'\\ \\\\ , {a} \${var.x} %{ if true } $\${ ${more} ${PUNCTUATION.repeat(128)}end`;

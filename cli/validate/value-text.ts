const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * A text as Terraform holds every one: in Unicode's normal form C, so that two ways of writing é are one, and of whole
 * signs. Where something is written, it stays as it was.
 */
export const textValue = (written: string): string =>
  BEYOND_ASCII.test(written)
    ? written.normalize("NFC").replace(/\p{Surrogate}/gu, "\ufffd")
    : written;

/** White space as Go has it, which takes U+0085 for some, and U+FEFF for none. */
const SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const BEFORE = new RegExp(`^${SPACE}+`);
const BEHIND = new RegExp(`(?<!${SPACE})${SPACE}+$`);

export const withoutSpaceBefore = (text: string): string => text.replace(BEFORE, "");
export const withoutSpaceBehind = (text: string): string => text.replace(BEHIND, "");
export const withoutSpace = (text: string): string => withoutSpaceBefore(withoutSpaceBehind(text));

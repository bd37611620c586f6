/**
 * Texts in Terraform's order, by the bytes of UTF-8, which is by code points. JavaScript's own order is by code units of
 * UTF-16, where "\u{1F600}" comes before "\uFF5E".
 */
export const byCodePoint = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

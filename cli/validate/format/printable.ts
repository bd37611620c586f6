/** Control characters, bidirectional overrides, and characters that XML doesn't allow. */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- control characters are matched on purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** Replaces characters that are not safe to print. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, "\ufffd");

/** Also replaces tabs and line breaks. */
export const printableLine = (text: string): string => printable(text).replace(/[\t\n]/g, "\ufffd");

/** What a terminal would obey, what turns the order of text around, and what XML can't hold. */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** A text of a file, or its name: what might do something where it is shown is a mark instead. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, "\ufffd");

/** The same, for what belongs on one line. */
export const printableLine = (text: string): string => printable(text).replace(/[\t\n]/g, "\ufffd");

const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * A text as Terraform holds every one: in Unicode's normal form C, so that two ways of writing é are one, and of whole
 * signs. Where something is written, it stays as it was.
 */
export const textValue = (written: string): string =>
  BEYOND_ASCII.test(written)
    ? written.normalize("NFC").replace(/\p{Surrogate}/gu, "\ufffd")
    : written;

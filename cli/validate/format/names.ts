/** The formats of `validate`, by name; apart from what writes them, so that help and completion load nothing. */
export const FORMAT_NAMES = ["text", "json", "sarif", "junit", "github"] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

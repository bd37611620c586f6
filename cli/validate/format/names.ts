/** The formats of `validate`; separate from their code, so that help and completion don't load it. */
export const FORMAT_NAMES = ["text", "json", "sarif", "junit", "github"] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

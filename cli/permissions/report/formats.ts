/** The formats of a report. */
export const FORMATS = ["markdown", "json", "html"] as const;
export type Format = (typeof FORMATS)[number];

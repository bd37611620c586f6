/** The formats of roles that are handed over. */
export const HAND_OVER_FORMATS = ["json", "terraform"] as const;
export type HandOverFormat = (typeof HAND_OVER_FORMATS)[number];

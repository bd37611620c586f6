/** The key under which an encoded document keeps its value: one that no configuration can hold. */
export const ENCODED = "\u0000json";

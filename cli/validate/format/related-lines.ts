import type { Problem } from "../finding";
import { type Range, placeOf } from "../../terraform/range";

/**
 * The related places of a finding, a line each.
 *
 * @param place formats a range
 */
export const relatedLines = (
  { related = [] }: Problem,
  place: (range: Range) => string = placeOf,
): string[] => related.map(({ range, message }) => `${place(range)}: ${message}`);

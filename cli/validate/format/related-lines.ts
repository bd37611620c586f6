import type { Problem } from "../finding";
import { type Range, placeOf } from "../../terraform/range";

/**
 * Other places that belong to a finding, and what else was found of the same, a line each.
 *
 * @param place how a place is called
 */
export const relatedLines = (
  { related = [] }: Problem,
  place: (range: Range) => string = placeOf,
): string[] => related.map(({ range, message }) => `${place(range)}: ${message}`);

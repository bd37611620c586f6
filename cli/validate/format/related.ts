import type { Problem } from "../finding";
import { placeOf } from "../model/range";

/** Other places that belong to a finding, and what else was found of the same, a line each. */
export const relatedLines = ({ related = [] }: Problem): string[] =>
  related.map(({ range, message }) => `${placeOf(range)}: ${message}`);

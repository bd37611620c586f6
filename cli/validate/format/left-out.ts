import { placeOf } from "../model/range";
import type { Report } from "../run";

/** How many places are named. */
const NAMED = 3;

/** One line on what is not told, because of files that can't be read; none where that is nothing. */
export function leftOutLine({ leftOut }: Report): string | undefined {
  const live = leftOut?.findings.filter(({ suppressed }) => suppressed === undefined) ?? [];
  if (leftOut === undefined || live.length === 0) return undefined;
  const places = leftOut.places.map(placeOf);
  const [shown, more] = [places.slice(0, NAMED), places.length - NAMED];
  const names = [...shown, ...(more > 0 ? [`${more} more`] : [])];
  const [it, its] = places.length === 1 ? ["it says", "its"] : ["they say", "their"];
  const findings =
    live.length === 1 ? "1 finding that depends" : `${live.length} findings that depend`;
  const are = live.length === 1 ? "is" : "are";
  return `${listed(names)} can't be read: ${findings} on what ${it} ${are} left out. Mend ${its} syntax first.`;
}

const listed = (names: readonly string[]) =>
  names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

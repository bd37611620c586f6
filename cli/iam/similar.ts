/** Those of many words that come closest to one, closest first; none that has little to do with it. */
export function closest(word: string, known: readonly string[], count = 3): string[] {
  const wanted = word.toLowerCase();
  const farthest = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((other) => ({ other, distance: distance(wanted, other.toLowerCase()) }))
    .filter((each) => each.distance <= farthest)
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, count)
    .map(({ other }) => other);
}

/** Levenshtein's: how many signs must be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = [...other, ""].map((_sign, at) => at);
  for (const [line, sign] of [...one].entries()) {
    const next = [line + 1];
    for (const [at, against] of [...other].entries()) {
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, row[at]! + (sign === against ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

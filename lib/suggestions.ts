/** The edit distance of two words (optimal string alignment: insert, delete, change, or swap neighbours). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? before[j - 2]! + 1 : Infinity;
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + change, swapped));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

/** Ignores case, dashes and underscores, the most common misspellings. */
const bare = (name: string) => name.replace(/[_-]/g, "").toLowerCase();

/** The names most similar to a misspelt one, closest first. Names that differ too much are left out. */
export function closest(name: string, names: Iterable<string>, count = 3): string[] {
  const wanted = bare(name);
  const limit = Math.max(1, Math.floor(name.length / 3));
  return [...names]
    .map((each) => ({ each, bare: bare(each) }))
    .filter((each) => Math.abs(each.bare.length - wanted.length) <= limit)
    .map(({ each, bare }) => ({ each, far: distance(wanted, bare) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ each }) => each);
}

/** The name most similar to a misspelt one; undefined if none is similar. */
export const nearest = (name: string, names: Iterable<string>): string | undefined =>
  closest(name, names, 1)[0];

/** `Did you mean x? `, or an empty string. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const found = nearest(name, names);
  return found === undefined ? "" : `Did you mean ${found}? `;
}

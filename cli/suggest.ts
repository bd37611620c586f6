/** How many letters must change for one word to become another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + change));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The name that a misspelt one was most likely meant to be; undefined where none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const each of names) {
    if (Math.abs(each.length - name.length) > limit) continue;
    const far = distance(name.toLowerCase(), each.toLowerCase());
    if (far <= limit && far < (best?.distance ?? Infinity)) best = { name: each, distance: far };
  }
  return best?.name;
}

/** `Did you mean "x"? `, or nothing. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const found = nearest(name, names);
  return found === undefined ? "" : `Did you mean ${found}? `;
}

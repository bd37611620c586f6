/** The name that was probably meant: one that differs in case and underscores only, else one that is a few letters off. */
export function similarTo(name: string, names: Iterable<string>): string | undefined {
  const all = [...names];
  const same = all.find((each) => bare(each) === bare(name));
  if (same !== undefined) return same;
  const nearest = all
    .map((each) => ({ each, steps: distance(bare(each), bare(name)) }))
    .sort((a, b) => a.steps - b.steps)[0];
  return nearest !== undefined && nearest.steps <= Math.ceil(name.length / 4)
    ? nearest.each
    : undefined;
}

const bare = (name: string) => name.replace(/[_-]/g, "").toLowerCase();

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length]!;
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** As many of a list as are wanted, in an order of chance. */
export function sampled<T>(items: readonly T[], count: number, random: () => number): T[] {
  const left = [...items];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0)
    taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}

/** As many of a list as are wanted, in turn of each kind: so the kinds that have most don't fill it. */
export function sampledByKind<T extends { readonly kind: string }>(
  items: readonly T[],
  count: number,
  random: () => number,
): T[] {
  const byKind = new Map<string, T[]>();
  for (const item of sampled(items, items.length, random)) {
    const ofKind = byKind.get(item.kind) ?? [];
    byKind.set(item.kind, ofKind);
    ofKind.push(item);
  }
  const taken: T[] = [];
  for (let turn = 0; taken.length < Math.min(count, items.length); turn++)
    for (const ofKind of byKind.values()) taken.push(...ofKind.slice(turn, turn + 1));
  return taken.slice(0, count);
}

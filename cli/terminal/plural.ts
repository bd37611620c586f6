/** A count with its noun: `1 task`, `2 tasks`. @param many default: `one` with an s */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

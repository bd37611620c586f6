/** What a record has under a name, not what every object of JavaScript has, such as `constructor`. */
export const ownOf = <T>(
  record: Readonly<Record<string, T>> | undefined,
  name: string,
): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

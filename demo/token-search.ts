import { type Dirent, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Where a token was looked for, and how often it was found. */
export interface TokenSearch {
  /** Files and texts that were searched. */
  readonly searched: number;
  /** Names of those that hold the token. */
  readonly found: readonly string[];
}

/** Provider plugins, which are large and nobody's output. */
const SKIPPED = ".terraform";

/**
 * Looks for a token, as it is, JSON-escaped and base64-encoded, in every file below a folder (states, their backups,
 * what was synthesized) and in further texts.
 */
export function searchToken(
  token: string,
  folder: string,
  texts: Readonly<Record<string, string>>,
): TokenSearch {
  const forms = [
    token,
    JSON.stringify(token).slice(1, -1),
    Buffer.from(token).toString("base64"),
  ].map((form) => Buffer.from(form));
  const contents = [
    ...filesBelow(folder).map((file) => [file, readFileSync(file)] as const),
    ...Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)] as const),
  ];
  const found = contents.flatMap(([name, content]) =>
    forms.some((form) => content.includes(form)) ? [name] : [],
  );
  return { searched: contents.length, found };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry: Dirent) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === SKIPPED ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

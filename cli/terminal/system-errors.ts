/** System errors in words, and how to fix them. @param where the path; empty if unknown */
const WORDS: Readonly<Record<string, (where: string) => string>> = {
  EACCES: (where) =>
    `Permission denied${where === "" ? "" : `: ${where}`}. Choose another path, or change its permissions.`,
  EADDRINUSE: () => "The port is in use. Choose another with --port, or 0 for any free port.",
  EADDRNOTAVAIL: () =>
    "This machine does not have this address. Give one of its own, such as 127.0.0.1.",
  EEXIST: (where) => `Expected a folder, but this is a file${named(where)}. Give a folder.`,
  EISDIR: (where) => `Expected a file, but this is a folder${named(where)}. Give a file.`,
  ENOENT: (where) =>
    where === ""
      ? "The file or folder does not exist. Correct the path."
      : `${where} does not exist. Correct the path.`,
  EDQUOT: (where) =>
    `The disk quota is exceeded${unwritten(where)}. Free some space, or choose another path.`,
  ENOSPC: (where) =>
    `The disk is full${unwritten(where)}. Free some space, or choose another path.`,
  EROFS: (where) => `The file system is read-only${unwritten(where)}. Choose another path.`,
  ENOTDIR: (where) => `Expected a folder, but this is a file${named(where)}. Give a folder.`,
};

const unwritten = (where: string) => (where === "" ? "" : `, so ${where} was not written`);

const named = (where: string) => (where === "" ? "" : `: ${where}`);

/** The message for a system error, such as an unwritable folder or a port in use; undefined for other errors. */
export function systemFailure(error: unknown): string | undefined {
  const { code, path = "", message } = Object(error) as NodeJS.ErrnoException;
  if (typeof code !== "string" || !/^E[A-Z]+$/.test(code)) return undefined;
  return WORDS[code]?.(path) ?? message;
}

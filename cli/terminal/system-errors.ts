/** What the system refuses, in words, and how to mend it. @param where the path, where the system names it */
const WORDS: Readonly<Record<string, (where: string) => string>> = {
  EACCES: (where) =>
    `The system allows no access${where === "" ? "" : ` to ${where}`}. Choose another place, or have the rights to it changed.`,
  EADDRINUSE: () => "The port is taken. Give another with --port, or 0 for any.",
  EADDRNOTAVAIL: () => "This machine has no such address. Give one of its own, such as 127.0.0.1.",
  EEXIST: (where) => `There is a file where a folder is needed${named(where)}. Give a folder.`,
  EISDIR: (where) => `A folder was given where a file is needed${named(where)}. Give a file.`,
  ENOENT: (where) =>
    where === ""
      ? "There is no such file or folder. Correct the path."
      : `There is no file or folder ${where}. Correct the path.`,
  EDQUOT: (where) =>
    `The disk quota is used up${unwritten(where)}. Free some space, or choose another place.`,
  ENOSPC: (where) =>
    `The disk is full${unwritten(where)}. Free some space there, or choose another place.`,
  EROFS: (where) => `The file system is read-only${unwritten(where)}. Choose another place.`,
  ENOTDIR: (where) => `There is a file where a folder is needed${named(where)}. Give a folder.`,
};

const unwritten = (where: string) => (where === "" ? "" : `, so ${where} was not written`);

const named = (where: string) => (where === "" ? "" : `: ${where}`);

/** The system's own answers, such as a folder that can't be written or a port that is taken; undefined for all else. */
export function systemFailure(error: unknown): string | undefined {
  const { code, path = "", message } = Object(error) as NodeJS.ErrnoException;
  if (typeof code !== "string" || !/^E[A-Z]+$/.test(code)) return undefined;
  return WORDS[code]?.(path) ?? message;
}

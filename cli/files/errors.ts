import { cannotRun } from "../terminal/errors";

export const noPlaceForFolder = (folder: string, above: string) =>
  cannotRun(
    `Can't create the folder ${folder}: ${above} does not allow new folders. Choose another location.`,
  );

export const noTempFolder = (folder: string, code: string) =>
  cannotRun(
    `Can't create a temporary folder in ${folder} (${code}). Set TMPDIR to a writable folder.`,
  );

/** @param limit in bytes */
export const tooBig = (file: string, limit: number) =>
  cannotRun(
    `${file} is larger than the limit of ${limit / 1e6} MB. Correct the path, or give a smaller file.`,
  );

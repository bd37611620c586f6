import { unusable } from "../terminal/errors";

export const noPlaceForFolder = (folder: string, above: string) =>
  unusable(
    `The folder ${folder} can't be made: ${above} takes no new folders. Choose another place.`,
  );

export const noTempFolder = (folder: string, code: string) =>
  unusable(
    `No temporary folder can be made in ${folder} (${code}). Set TMPDIR to a folder that takes files.`,
  );

/** @param limit the most that is read, in bytes */
export const tooBig = (file: string, limit: number) =>
  unusable(
    `${file} is larger than ${limit / 1e6} MB, the most that is read. Correct the path, or give a smaller file.`,
  );

import { statSync } from "node:fs";
import { type Files, filesIn } from "../build/module-files";
import { cannotRun } from "../../terminal/errors";
import { readWithin } from "../../files/read-within";
import { unpackArchive } from "./archive";

/** Reads a build of a module from its folder or package. @throws CommandFailure if it is neither */
export async function readBuild(path: string): Promise<Files> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    throw cannotRun(`${path} does not exist. Give a module's folder or its .tar.gz.`);
  const files = stat.isDirectory()
    ? new Map(filesIn(path))
    : await unpackArchive(readWithin(path), path);
  if (!files.has("main.tf.json"))
    throw cannotRun(`${path} is not a module: it has no main.tf.json.`);
  return files;
}

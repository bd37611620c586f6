import { statSync } from "node:fs";
import { type Files, filesIn } from "../build/module-files";
import { unusable } from "../../terminal/errors";
import { readWithin } from "../../files/read-within";
import { unpackArchive } from "./archive";

/** A build of a module, from its folder or its package. @throws CommandFailure where there is neither */
export async function readBuild(path: string): Promise<Files> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    throw unusable(`There is no ${path}. Give a module's folder or its .tar.gz.`);
  const files = stat.isDirectory()
    ? new Map(filesIn(path))
    : await unpackArchive(readWithin(path), path);
  if (!files.has("main.tf.json"))
    throw unusable(`${path} holds no module: there is no main.tf.json in it.`);
  return files;
}

import { join } from "node:path";
import { goBuild } from "../go-build";
import { USER_CACHE_FOLDER } from "../paths";

const NAME = "atlantis-config";

/**
 * A command that reads a repository's `atlantis.yaml` with Atlantis's own parser, strictly: built once.
 * `atlantis-config <folder of the repository> <server's configuration>`, 1 with the reason where Atlantis refuses it.
 */
export const findAtlantisReader = async (): Promise<string> => {
  const module = join(__dirname, "reader");
  const build = { name: NAME, module, commands: { [NAME]: "." }, takes: "half a minute" };
  return join(await goBuild(build, USER_CACHE_FOLDER), NAME);
};

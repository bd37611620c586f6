import { unpackArchive } from "../../cli/registry/package/archive";
import { failure } from "../../cli/terminal/errors";

const NOTICE = "package/dist/THIRD-PARTY.txt";

/**
 * The packages whose code is part of the command, as `name@version`. The npm package names them with their licenses.
 *
 * @param archive the npm package
 * @throws CommandFailure for a package without that list
 */
export async function bundledPackages(archive: Buffer): Promise<string[]> {
  const files = await unpackArchive(archive, "the npm package");
  const notice = files.get(NOTICE)?.toString("utf8") ?? "";
  const found = [...notice.matchAll(/^-+\n\n(\S+) (\d\S*) \(/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  );
  if (found.length === 0)
    throw failure(`The npm package lists no bundled packages in ${NOTICE}. See tools/package/.`);
  return found;
}

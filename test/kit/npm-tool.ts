import { join } from "node:path";
import { type NodeMajor, findNode } from "./node-versions";
import { installOnce } from "./install-once";
import { USER_CACHE_FOLDER } from "./paths";
import { type RunOptions, type RunResult, run } from "./processes";

/** A package on npm that is too large, or needs too new a Node, for the project's own packages. */
export interface NpmTool {
  readonly name: string;
  readonly version: string;
  /** The Node that it runs on. */
  readonly node: NodeMajor;
}

/**
 * Runs a command of a package on npm, which is installed once into the user's cache, without install scripts.
 *
 * @throws Error if it can't be installed
 */
export async function runNpmTool(
  { name, version, node }: NpmTool,
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { folder: bin } = await findNode(node);
  const env = { PATH: `${bin}:${process.env.PATH ?? ""}` };
  const folder = join(USER_CACHE_FOLDER, `${name}-${version}`);
  await installOnce(folder, async () => {
    process.stderr.write(`Installing ${name} ${version} from npm, once.\n`);
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await run("npm", ["install", ...flags, "--prefix", folder, `${name}@${version}`], {
      env,
      check: true,
    });
  });
  return run(join(folder, "node_modules", ".bin", command), args, {
    ...options,
    env: { ...options.env, ...env },
  });
}

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { installOnce } from "./install-once";
import { USER_CACHE_FOLDER } from "./paths";
import { removeTempDir, run, tempDir } from "./processes";

/** Majors of Node that the project runs on, with the version that is installed where there is none. */
export const NODE_VERSIONS = { 20: "20.20.2", 22: "22.23.2", 24: "24.21.0" } as const;

export type NodeMajor = keyof typeof NODE_VERSIONS;

/** A Node that is there. */
export interface NodeBinary {
  /** Such as `22.23.2`. */
  readonly version: string;
  /** Absolute path. */
  readonly binary: string;
  /** Its folder: first on the PATH, it makes `node`, `npm` and `npx` run on this Node. */
  readonly folder: string;
}

export interface NodeSearch {
  /** @default - the PATH of this process */
  readonly searchPath?: string;
  /** The running Node. @default process.execPath */
  readonly running?: string;
  /** Where Nodes are installed. @default - the user's cache */
  readonly cache?: string;
}

/**
 * Finds Node in a major version: the one that runs this process, else one on the PATH, else the pinned one from npm's package,
 * which is installed into the user's cache (about 50 MB, once).
 *
 * @throws Error with what to do where it can't be installed
 */
export async function findNode(
  major: NodeMajor,
  {
    searchPath = process.env.PATH ?? "",
    running = process.execPath,
    cache = USER_CACHE_FOLDER,
  }: NodeSearch = {},
): Promise<NodeBinary> {
  const onPath = searchPath
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "node"));
  for (const binary of [running, ...onPath]) {
    const version = await versionOf(binary);
    if (version?.startsWith(`${major}.`)) return { version, binary, folder: dirname(binary) };
  }
  const version = NODE_VERSIONS[major];
  const folder = join(cache, `node-${version}-${process.platform}-${process.arch}`);
  await installOnce(folder, () => install(version, folder));
  const bin = join(folder, "bin");
  return { version, binary: join(bin, "node"), folder: bin };
}

async function versionOf(binary: string): Promise<string | undefined> {
  if (!existsSync(binary)) return undefined;
  const { code, stdout } = await run(binary, ["--version"]).catch(() => ({ code: 1, stdout: "" }));
  return code === 0 ? stdout.trim().replace(/^v/, "") : undefined;
}

async function install(version: string, folder: string): Promise<void> {
  const name = packageName();
  process.stderr.write(`Node ${version} is not installed here: installing it into ${folder}.\n`);
  const packed = tempDir("node-");
  mkdirSync(folder, { recursive: true });
  try {
    // Packed, not installed: the package's headers are as large as the binary.
    await run("npm", ["pack", "--silent", "--pack-destination", packed, `${name}@${version}`], {
      cwd: packed,
      check: true,
    });
    const [archive] = readdirSync(packed).filter((file) => file.endsWith(".tgz"));
    await run(
      "tar",
      ["-xzf", join(packed, archive!), "-C", folder, "--strip-components=1", "package/bin"],
      { check: true },
    );
  } catch (cause) {
    throw new Error(
      `Node ${version} could not be installed from npm's package ${name}: ${(cause as Error).message}\n` +
        `Put a Node ${version.split(".")[0]} on the PATH, or make npm's registry reachable, and try again.`,
      { cause },
    );
  } finally {
    removeTempDir(packed);
  }
}

/** The package of this machine, named as npm's package `node` names it. https://www.npmjs.com/package/node */
function packageName(): string {
  const { platform, arch } = process;
  const prefix = platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform}-${arch}`;
}

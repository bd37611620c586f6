import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { CdktfCli } from "./cdktf";
import { installOnce } from "./install-once";
import { type NodeMajor, findNode } from "./node-versions";
import { PROJECT_ROOT, USER_CACHE_FOLDER } from "./paths";
import { run } from "./processes";
import { copyProject } from "./project-copy";

/** cdktf's continuation, as docs/guides/cdktn.md has it. */
export const CDKTN_VERSION = "0.24.0";
/** Versions of Node that its command runs on. */
export const CDKTN_NODES = ">=22.19.0";
const CONSTRUCTS_VERSION = "10.6.0";

interface Package {
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What the stacks need to be synthesized and deployed, in the project's own versions. */
const KEPT = /^(@cdktf\/provider-|esbuild$)/;

/**
 * Installs cdktn under the name `cdktf`, with the project's bindings and the command `cdktn`, once, into the user's cache
 * (about 770 MB, most of it the bindings).
 *
 * @returns the folder `node_modules`
 */
export async function installCdktn(cache = USER_CACHE_FOLDER): Promise<string> {
  const packageJson = JSON.stringify(packageOf(), null, 2);
  const key = createHash("sha256").update(packageJson).digest("hex").slice(0, 12);
  const folder = join(cache, `cdktn-${CDKTN_VERSION}-${key}`);
  await installOnce(folder, async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), packageJson);
    // The command wants a newer Node than may run here: who starts it, starts it on that.
    await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
      cwd: folder,
      check: true,
    });
  });
  return join(folder, "node_modules");
}

/**
 * A copy of the project that runs on cdktn.
 *
 * @param folder where it is made
 */
export async function cdktnProject(folder: string, node: NodeMajor = 22): Promise<CdktfCli> {
  const packages = await installCdktn();
  const { folder: nodeFolder } = await findNode(node);
  return {
    command: join(packages, ".bin", "cdktn"),
    project: copyProject(folder, packages),
    env: { PATH: `${nodeFolder}${delimiter}${process.env.PATH}` },
  };
}

function packageOf() {
  const own = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as Package;
  const kept = Object.entries(own.devDependencies).filter(([name]) => KEPT.test(name));
  return {
    private: true,
    dependencies: {
      ...Object.fromEntries(kept),
      cdktf: `npm:cdktn@${CDKTN_VERSION}`,
      "cdktn-cli": CDKTN_VERSION,
      constructs: CONSTRUCTS_VERSION,
    },
    // The bindings ask for cdktf 0.21 and an older constructs.
    overrides: { cdktf: "$cdktf", constructs: "$constructs" },
  };
}

import { mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Io } from "../../terminal/io";
import { type Engine, runBinary } from "./binary";
import type { Diagnostic } from "./diagnostics";
import type { Root } from "./roots";
import { makeView } from "./folder-view";

/** The path and environment of an initialised root, or why init failed. */
export type Initialised =
  { readonly path: string; readonly env: Io["env"] } | { readonly failure: Diagnostic };

/** Lines about downloads in the output of init. */
const FETCHED = /^\s*-? ?(?:Installed|Installing|Downloading|Using previously-installed) .*$/gm;

let last: Promise<unknown> = Promise.resolve();

/**
 * Initialises a root without changing it: in a view of its folder, with the data in a temporary folder. Mirrors, caches and
 * credentials of the user's CLI configuration apply; without a plugin cache, roots share a temporary one.
 *
 * @param folder a temporary folder for it, beside those of other roots
 */
export async function initialise(
  { binary, name }: Engine,
  { path, folder: called }: Root,
  folder: string,
  io: Io,
  signal: AbortSignal,
): Promise<Initialised> {
  const view = makeView(path, join(folder, "view"));
  const shared = join(folder, "..", "plugins");
  mkdirSync(shared, { recursive: true });
  const env = {
    ...io.env,
    TF_DATA_DIR: join(folder, "data"),
    ...(hasCache(io.env) ? {} : { TF_PLUGIN_CACHE_DIR: shared }),
    // The lock file is a temporary copy.
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
  // A plugin cache supports one init at a time. https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
  const turn = last.then(() =>
    runBinary(binary, ["init", "-backend=false", "-input=false", "-no-color"], view, env, signal),
  );
  last = turn;
  io.progress(`${name}: init of ${called}`);
  const { stdout, stderr, code } = await turn;
  for (const line of new Set(stdout.match(FETCHED) ?? []))
    io.note(`${called}: ${line.replace(/^[\s-]+/, "")}`);
  if (code === 0) return { path: view, env };
  return {
    failure: {
      severity: "error",
      summary: `${name} could not initialise ${called}`,
      detail: stderr.replace(/[╷│╵]/g, "").trim().slice(0, 2000) || "It printed nothing.",
    },
  };
}

/** Whether the user has a plugin cache, which TF_PLUGIN_CACHE_DIR would override. */
function hasCache(env: Io["env"]): boolean {
  if (env["TF_PLUGIN_CACHE_DIR"] !== undefined) return true;
  const files = [
    env["TF_CLI_CONFIG_FILE"],
    env["TERRAFORM_CONFIG"],
    join(homedir(), ".terraformrc"),
    join(homedir(), ".tofurc"),
  ];
  return files.some((file) => /^\s*plugin_cache_dir\b/m.test(textOf(file)));
}

function textOf(file: string | undefined): string {
  try {
    return file === undefined ? "" : readFileSync(file, "utf8");
  } catch {
    return ""; // does not exist
  }
}

import { mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Io } from "../../terminal/io";
import { type Engine, runBinary } from "./binary";
import type { Diagnostic } from "./diagnostics";
import type { Root } from "./roots";
import { makeView } from "./folder-view";

/** A root that is initialised in a temporary data folder, or why it is not. */
export type Initialised =
  { readonly path: string; readonly env: Io["env"] } | { readonly failure: Diagnostic };

/** What Terraform tells of what it fetches. */
const FETCHED = /^\s*-? ?(?:Installed|Installing|Downloading|Using previously-installed) .*$/gm;

let last: Promise<unknown> = Promise.resolve();

/**
 * Initialises a root without touching it: in a view of its folder, with the data in a temporary folder. Mirrors, caches and
 * credentials of the user's CLI configuration count; without a plugin cache of their own, roots share a temporary one.
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
    // The lock file is a copy that is thrown away.
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
  // A plugin cache takes one at a time. https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
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

/** Whether the user has a plugin cache, which the variable would take the place of. */
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
    return ""; // none there
  }
}

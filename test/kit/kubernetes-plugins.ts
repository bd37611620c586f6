import { appendFileSync } from "node:fs";
import { findProviderPlugins, hasProvider } from "./provider-plugins";
import { installStandIns } from "./schema-only-provider/install";

/** The helm and kubernetes plugins that tests run with. */
export interface KubernetesPlugins {
  readonly kind: "real" | "stand-in";
  /** For `extraMirrors`; none for the real ones, which are found anyway. */
  readonly mirrors: readonly string[];
  /** One line that says which they are. */
  readonly describe: string;
}

/** Asks for the stand-ins where the real plugins are to be had too: `stand-in`. */
export const PLUGINS_VARIABLE = "APONO_TEST_PLUGINS";

/** Names the file that {@link kubernetesPlugins} notes its answer in, for the end of a test run. */
export const NOTE_VARIABLE = "APONO_TEST_PLUGINS_NOTE";

/** Holds what {@link kubernetesPluginsKind} found, for the processes of one test run. */
export const KIND_VARIABLE = "APONO_TEST_PLUGINS_KIND";

const SOURCES = ["hashicorp/helm", "hashicorp/kubernetes"] as const;

/**
 * Finds the helm and kubernetes plugins: the real ones where both are to be had, else the schema stand-in for both, so
 * that no test runs with one of each.
 *
 * @throws Error with what to do where the stand-in is needed and cannot be built, or the variable has another value
 */
export async function kubernetesPlugins(): Promise<KubernetesPlugins> {
  const plugins = isStandInWanted() ? await standIns("asked for") : await realOrStandIns();
  const note = process.env[NOTE_VARIABLE];
  // One short line in one write: processes that note at the same time do not get into each other's lines.
  if (note !== undefined && note !== "") appendFileSync(note, `${plugins.describe}\n`);
  return plugins;
}

/** Which plugins {@link kubernetesPlugins} gives, without building anything; asked once in a test run. */
export async function kubernetesPluginsKind(): Promise<KubernetesPlugins["kind"]> {
  if (isStandInWanted()) return "stand-in";
  const found = process.env[KIND_VARIABLE];
  if (found === "real" || found === "stand-in") return found;
  const had = await Promise.all(SOURCES.map((source) => hasProvider(source)));
  return had.every(Boolean) ? "real" : "stand-in";
}

/** The same for a test file, which must know at once: what the run found out at its start. */
export const hasRealKubernetesPlugins = (): boolean => process.env[KIND_VARIABLE] === "real";

async function realOrStandIns(): Promise<KubernetesPlugins> {
  if ((await kubernetesPluginsKind()) !== "real") return standIns("no real plugin on this machine");
  return {
    kind: "real",
    mirrors: [],
    describe: `helm and kubernetes: real plugins (${SOURCES.map(newestVersion).join(", ")})`,
  };
}

async function standIns(why: string): Promise<KubernetesPlugins> {
  return {
    kind: "stand-in",
    mirrors: [await installStandIns(["helm", "kubernetes"])],
    describe: `helm and kubernetes: schema stand-in (${why})`,
  };
}

function newestVersion(source: string): string {
  const held = findProviderPlugins().providers.find((provider) => provider.source === source);
  return held?.versions.at(-1) ?? "the registry's newest";
}

function isStandInWanted(): boolean {
  const value = process.env[PLUGINS_VARIABLE];
  if (value === undefined || value === "") return false;
  if (value === "stand-in") return true;
  throw new Error(
    `${PLUGINS_VARIABLE} is "${value}", which means nothing: set it to "stand-in", or not at all.`,
  );
}

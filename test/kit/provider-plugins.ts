import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { engineRegistry } from "./engines/current";
import { parseCliConfig, renderCliConfig, type InstallationMethod } from "./cli-config";
import {
  impliedMirrors,
  mergeProviders,
  providersIn,
  REGISTRY_HOSTS,
  searchMirrors,
  type MirroredProvider,
} from "./plugin-mirrors";
import { run, type Env } from "./processes";
import { layOutTwin } from "./registry-twin";

/** Where Terraform's provider plugins are to be had on this machine. */
export interface ProviderPlugins {
  readonly from: "cli-config" | "mirror" | "registry";
  /** The first of {@link mirrors}. */
  readonly mirror?: string;
  /** Folders of filesystem mirrors that hold providers for this platform. */
  readonly mirrors: readonly string[];
  /** What the mirrors hold; empty where everything comes from the registry. */
  readonly providers: readonly MirroredProvider[];
  /** The machine's own CLI configuration file, where there is one. */
  readonly cliConfig?: string;
}

/** What to search; the tests have folders of their own. */
export interface PluginSearch {
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
  readonly searchRoots?: readonly string[];
}

/**
 * How much garbage Terraform and its plugins may let grow before they collect it, in percent of what is in use (Go's
 * own: 100). Reading the AWS provider's schema fills the memory at once and for good: collecting meanwhile is in vain.
 * Measured in docs/adr/0030-time-of-the-tests.md.
 * https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
const GARBAGE = "400";

let cached: ProviderPlugins | undefined;

/**
 * Finds the provider plugins: as the CLI configuration says where it says anything about
 * providers; else in filesystem mirrors (`TF_PLUGIN_MIRROR`, Terraform's implied folders, folders
 * named after the registry below well-known roots); else in the public registry. The answer is kept
 * for the life of the process.
 */
export function findProviderPlugins(search?: PluginSearch): ProviderPlugins {
  if (search) return lookForPlugins(search);
  return (cached ??= lookForPlugins({}));
}

/**
 * Whether a provider such as `hashicorp/helm` can be installed: a mirror holds it, or the registry
 * is asked (once per provider) and answers.
 */
export async function hasProvider(
  source: string,
  plugins: ProviderPlugins = findProviderPlugins(),
): Promise<boolean> {
  if (plugins.providers.some((provider) => provider.source === source)) return true;
  if (plugins.from === "cli-config" && !reachesOutside(plugins)) return false;
  return registryHas(source);
}

/**
 * Writes a CLI configuration into a folder, for `TF_CLI_CONFIG_FILE`: first the extra mirrors, then
 * what the machine has, then the registry for what none of them holds. A provider of an extra mirror
 * comes from there only, whatever else the machine has.
 *
 * @param options `blocks` is written into it too, such as a `host` block for a registry of modules
 *
 * @returns the file's path.
 */
export function writeCliConfig(
  folder: string,
  options: { readonly extraMirrors?: readonly string[]; readonly blocks?: string } = {},
  plugins: ProviderPlugins = findProviderPlugins(),
): string {
  const twins = twinsIn(folder);
  const extra = (options.extraMirrors ?? []).flatMap((location) => {
    const mirror = mirrorMethod(location);
    return [mirror, ...twins(mirror)];
  });
  const taken = includedIn(extra);
  const own = ownConfig(plugins.cliConfig);
  const machines = own.methods ?? methodsFor(plugins);
  const twinned = machines.flatMap(twins);
  const outside = (method: InstallationMethod) => method.kind !== "filesystem_mirror";
  const methods = [
    ...extra,
    ...[...twinned, ...machines].map((method) =>
      excluding(method, outside(method) ? [...taken, ...includedIn(twinned)] : taken),
    ),
  ];
  // Everything from the registry: no block at all, so that Terraform's defaults hold.
  const onlyDirect = methods.every(({ kind }) => kind === "direct");
  const file = join(folder, "terraform-cli.tfrc");
  writeFileSync(
    file,
    renderCliConfig({
      methods: onlyDirect && !own.methods ? undefined : methods,
      rest: [own.rest, options.blocks ?? ""].join("\n\n"),
    }),
  );
  return file;
}

/**
 * Environment for Terraform in tests: this CLI configuration, no questions, no calls home, little
 * collecting of garbage, and nothing of the caller's own Terraform settings (arguments, variables,
 * workspace, log).
 */
export function terraformEnv(cliConfig: string): Env {
  const own = Object.keys(process.env).filter((name) =>
    /^TF_(CLI_ARGS|VAR_|WORKSPACE$|DATA_DIR$|LOG|INPUT$|REATTACH_PROVIDERS$)/.test(name),
  );
  return {
    ...Object.fromEntries(own.map((name) => [name, undefined])),
    TF_CLI_CONFIG_FILE: cliConfig,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    GOGC: process.env.GOGC ?? GARBAGE,
  };
}

function lookForPlugins(search: PluginSearch): ProviderPlugins {
  const { env = process.env, home = homedir() } = search;
  const cliConfig = [env.TF_CLI_CONFIG_FILE, join(home, ".terraformrc")].find(
    (file): file is string => file !== undefined && file !== "" && existsSync(file),
  );
  const methods = ownConfig(cliConfig).methods;
  const candidates = methods
    ? methods.flatMap(({ kind, location }) =>
        kind === "filesystem_mirror" && location !== undefined ? [location] : [],
      )
    : [
        ...(env.TF_PLUGIN_MIRROR === undefined || env.TF_PLUGIN_MIRROR === ""
          ? []
          : [env.TF_PLUGIN_MIRROR]),
        ...impliedMirrors(env, home),
        ...searchMirrors(search.searchRoots),
      ];
  const mirrors = [...new Set(candidates)].filter((mirror) => providersIn(mirror).length > 0);
  return {
    from: methods ? "cli-config" : mirrors.length > 0 ? "mirror" : "registry",
    mirror: mirrors[0],
    mirrors,
    providers: mergeProviders(mirrors.flatMap(providersIn)),
    cliConfig,
  };
}

function ownConfig(file: string | undefined): ReturnType<typeof parseCliConfig> {
  return file === undefined ? { rest: "" } : parseCliConfig(readFileSync(file, "utf8"));
}

function methodsFor(plugins: ProviderPlugins): InstallationMethod[] {
  return [
    ...plugins.mirrors.map(mirrorMethod),
    { kind: "direct", exclude: addresses(plugins.providers) },
  ];
}

const mirrorMethod = (location: string): InstallationMethod => ({
  kind: "filesystem_mirror",
  location,
  include: addresses(providersIn(location)),
});

/** What makes the twin of a mirror below a folder; none where the mirror has both registries' names already. */
function twinsIn(folder: string): (method: InstallationMethod) => InstallationMethod[] {
  let count = 0;
  return ({ kind, location }) => {
    if (kind !== "filesystem_mirror" || location === undefined) return [];
    const twin = join(folder, "other-registry", String(count++));
    const include = layOutTwin(location, twin);
    return include.length === 0 ? [] : [{ kind, location: twin, include }];
  };
}

const includedIn = (methods: readonly InstallationMethod[]): string[] =>
  methods.flatMap(({ include = [] }) => include);

const excluding = (method: InstallationMethod, taken: readonly string[]): InstallationMethod => ({
  ...method,
  exclude: [...new Set([...(method.exclude ?? []), ...taken])],
});

/** A provider's addresses in both registries, whichever the engine asks. */
const addresses = (providers: readonly MirroredProvider[]): string[] =>
  providers.flatMap(({ source }) => REGISTRY_HOSTS.map((host) => `${host}/${source}`));

/** A CLI configuration may allow mirrors on disk only. */
function reachesOutside({ cliConfig }: ProviderPlugins): boolean {
  return ownConfig(cliConfig).methods?.some(({ kind }) => kind !== "filesystem_mirror") ?? true;
}

const registryAnswers = new Map<string, Promise<boolean>>();

function registryHas(source: string): Promise<boolean> {
  const known = registryAnswers.get(source);
  if (known) return known;
  const url = `https://${engineRegistry()}/v1/providers/${source}/versions`;
  // curl rather than fetch: like Terraform, it goes by the proxy variables.
  const answer = run("curl", [
    "--silent",
    "--fail",
    "--max-time",
    "5",
    "--output",
    "/dev/null",
    url,
  ])
    .then(({ code }) => code === 0)
    .catch(() => false);
  registryAnswers.set(source, answer);
  return answer;
}

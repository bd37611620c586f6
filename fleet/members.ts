import { isConnector, type ModuleName } from "../modules/module-names";
import type { Backend, Member, ModuleSource, TokenPlace } from "./fleet";

/** What a fleet file has where its structure is right. */
export interface FleetFile {
  readonly defaults?: Access & { readonly inputs?: Readonly<Record<string, Values>> };
  readonly modules?: ModuleSource;
  readonly backend?: Readonly<Record<string, Values>>;
  readonly tokens?: Readonly<Record<string, string>>;
  readonly waves?: readonly (readonly string[])[];
  readonly connectors: readonly Entry[];
}

type Values = Readonly<Record<string, unknown>>;

interface Access {
  readonly account?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly profile?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

interface Entry extends Access {
  readonly name: string;
  readonly module: ModuleName;
  readonly dependsOn?: readonly string[];
  readonly inputs?: Values;
}

/** Name of the environment variable with the token where the file says nothing. */
const TOKEN = "APONO_TOKEN";

/** Fills in defaults and placeholders. */
export function memberOf(file: FleetFile, entry: Entry): Member {
  const { defaults = {} } = file;
  const { name, module } = entry;
  const place = {
    account: entry.account ?? defaults.account,
    region: entry.region ?? defaults.region,
  };
  const fill = <T>(value: T): T => filled(value, { name, module, ...place });
  const tags = { ...defaults.tags, ...entry.tags };
  const own = entry.assumeRole ?? entry.profile;
  return {
    name,
    module,
    ...place,
    source: sourceOf(file.modules, module),
    // What a connector says itself goes before both defaults: it is deployed with a role or a profile.
    assumeRole: fill(entry.assumeRole ?? (own === undefined ? defaults.assumeRole : undefined)),
    profile: fill(entry.profile ?? (own === undefined ? defaults.profile : undefined)),
    token: isConnector(module) ? tokenPlace(fill(tokenOf(file, name))) : undefined,
    backend: fill(Object.entries(file.backend ?? {})[0] as Backend | undefined),
    dependsOn: entry.dependsOn ?? [],
    wave: waveOf(file, name),
    inputs: {
      ...(isConnector(module) && { connectorId: name }),
      ...defaults.inputs?.[module],
      ...entry.inputs,
      ...(Object.keys(tags).length > 0 && { tags }),
    },
  };
}

/** In the source, `{version}` stands for the version; else the registry is asked for it. */
function sourceOf(modules: ModuleSource | undefined, module: ModuleName): ModuleSource | undefined {
  if (modules === undefined) return undefined;
  const { version } = modules;
  const source = modules.source.replaceAll("{module}", module);
  return version !== undefined && source.includes("{version}")
    ? { source: source.replaceAll("{version}", version) }
    : { source, version };
}

/** The key of `tokens` for a connector: its own name, else the first pattern that matches. */
export const tokenKey = ({ tokens = {} }: FleetFile, name: string): string | undefined =>
  Object.hasOwn(tokens, name) ? name : Object.keys(tokens).find((each) => matches(each, name));

function tokenOf(file: FleetFile, name: string): string {
  const key = tokenKey(file, name);
  return key === undefined ? TOKEN : file.tokens![key]!;
}

const tokenPlace = (place: string): TokenPlace =>
  place.startsWith("arn:") ? { secretArn: place } : { env: place.replace(/^TF_VAR_/, "") };

function waveOf({ waves }: FleetFile, name: string): number | undefined {
  const wave = waves?.findIndex((patterns) => patterns.some((each) => matches(each, name)));
  return wave === -1 ? undefined : wave;
}

/** Whether a name is this one, or matches a pattern in which `*` stands for any text. */
export const matches = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.split("*").map(escape).join(".*")}$`, "u").test(name);

const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** What stands between braces. */
export const PLACEHOLDER = /\{(\w+)\}/g;

function filled<T>(value: T, own: Readonly<Record<string, string | undefined>>): T {
  const all: typeof own = { ...own, NAME: own["name"]!.toUpperCase().replaceAll("-", "_") };
  const fill = (part: unknown): unknown =>
    typeof part === "string"
      ? part.replace(PLACEHOLDER, (whole, key: string) => all[key] ?? whole)
      : Array.isArray(part)
        ? part.map(fill)
        : typeof part === "object" && part !== null
          ? Object.fromEntries(Object.entries(part).map(([key, each]) => [key, fill(each)]))
          : part;
  return fill(value) as T;
}

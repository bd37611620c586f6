import { existsSync, readdirSync, statSync, type Dirent } from "node:fs";
import { arch, homedir, platform } from "node:os";
import { delimiter, join } from "node:path";

/** The registry that a provider such as `hashicorp/aws` comes from in Terraform; a mirror has a folder of that name. */
export const REGISTRY_HOST = "registry.terraform.io";

/** The same in OpenTofu. https://opentofu.org/docs/language/providers/requirements/#source-addresses */
export const OPENTOFU_REGISTRY_HOST = "registry.opentofu.org";

/** Both registries have the same plugins of HashiCorp's. */
export const REGISTRY_HOSTS = [REGISTRY_HOST, OPENTOFU_REGISTRY_HOST] as const;

/** A provider of a mirror, in the versions that it holds for this platform. */
export interface MirroredProvider {
  /** Without the registry's name: `hashicorp/aws`. */
  readonly source: string;
  readonly versions: readonly string[];
}

/** Terraform's name of this platform, such as `linux_amd64`. */
export const PLATFORM = `${{ win32: "windows" }[platform() as string] ?? platform()}_${
  { x64: "amd64", ia32: "386" }[arch()] ?? arch()
}`;

/** How deep under a root a mirror is looked for, and how many folders at most. */
const SEARCH_DEPTH = 4;
const SEARCH_LIMIT = 20_000;

/** Where machine images and package managers put such things. */
const SEARCH_ROOTS = ["/opt", "/usr/share", "/usr/local/share", "/var/lib", "/srv"];

/** Never a mirror, and sometimes huge. Hidden folders too: caches, and some project's `.terraform`. */
const SKIPPED = /^(\..*|node_modules|site-packages|proc|sys)$/;

/**
 * The providers that a filesystem mirror holds for this platform, packed (zip) or not, under either registry's name.
 * Only what Terraform would see: it follows no symbolic link above the package folder.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
 */
export const providersIn = (mirror: string): MirroredProvider[] =>
  mergeProviders(
    packagesIn(mirror).map(({ source, version }) => ({ source, versions: [version] })),
  );

/** One provider in one version, as a mirror holds it. */
export interface MirroredPackage {
  readonly host: string;
  readonly source: string;
  readonly version: string;
  /** The folder (unpacked) or the archive, below the mirror's `<host>/<source>`. */
  readonly path: string;
}

/** Every package of a mirror for this platform. */
export function packagesIn(mirror: string): MirroredPackage[] {
  return REGISTRY_HOSTS.flatMap((host) =>
    folders(join(mirror, host)).flatMap((namespace) =>
      folders(join(mirror, host, namespace)).flatMap((type) =>
        versionsIn(join(mirror, host, namespace, type), type).map((found) => ({
          host,
          source: `${namespace}/${type}`,
          ...found,
        })),
      ),
    ),
  );
}

/** Providers of several mirrors, each once, with the versions of all. */
export function mergeProviders(providers: readonly MirroredProvider[]): MirroredProvider[] {
  const versions = new Map<string, string[]>();
  for (const { source, versions: held } of providers) {
    versions.set(source, [...(versions.get(source) ?? []), ...held]);
  }
  return [...versions].map(([source, held]) => ({
    source,
    versions: [...new Set(held)].sort(byVersion),
  }));
}

/**
 * Terraform's implied mirror folders: what it looks into without any configuration.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 */
export function impliedMirrors(env: NodeJS.ProcessEnv = process.env, home = homedir()): string[] {
  const dataFolders = [
    env.XDG_DATA_HOME ?? join(home, ".local", "share"),
    ...(env.XDG_DATA_DIRS ?? ["/usr/local/share", "/usr/share"].join(delimiter)).split(delimiter),
  ];
  return [
    join(process.cwd(), "terraform.d", "plugins"),
    join(home, ".terraform.d", "plugins"),
    ...(platform() === "darwin"
      ? [join(home, "Library", "Application Support", "io.terraform", "plugins")]
      : []),
    ...dataFolders.filter((f) => f !== "").map((folder) => join(folder, "terraform", "plugins")),
  ];
}

/** Looks for mirrors a few levels below well-known folders and the home folder, breadth first. */
export function searchMirrors(roots: readonly string[] = [...SEARCH_ROOTS, homedir()]): string[] {
  const found: string[] = [];
  let level = roots.filter((root) => existsSync(root));
  let seen = 0;
  for (let depth = 0; depth < SEARCH_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++seen > SEARCH_LIMIT) return found;
      for (const name of folders(folder)) {
        if ((REGISTRY_HOSTS as readonly string[]).includes(name)) found.push(folder);
        else if (!SKIPPED.test(name)) next.push(join(folder, name));
      }
    }
    level = next;
  }
  return found;
}

function versionsIn(folder: string, type: string): { version: string; path: string }[] {
  const unpacked = folders(folder)
    .map((version) => ({ version, path: join(version, PLATFORM) }))
    .filter(({ path }) => isFolder(join(folder, path)));
  const packed = entries(folder).flatMap(({ name }) => {
    const match = /^terraform-provider-(.+)_([^_]+)_([^_]+_[^_]+)\.zip$/.exec(name);
    return match?.[1] === type && match[3] === PLATFORM && match[2] !== undefined
      ? [{ version: match[2], path: name }]
      : [];
  });
  return [...unpacked, ...packed];
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** Real sub-folders; links are left out, as Terraform does. */
function folders(folder: string): string[] {
  return entries(folder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // not there, or not ours to read
  }
}

/** A folder or a link to one: the package folder itself may be a link. */
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

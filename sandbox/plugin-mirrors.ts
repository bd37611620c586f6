import { existsSync, readdirSync, statSync, type Dirent } from "node:fs";
import { arch, homedir, platform } from "node:os";
import { delimiter, join } from "node:path";

/** The registry whose providers are looked for; a mirror has a folder of that name. */
export const REGISTRY_HOST = "registry.terraform.io";

/** A provider of a mirror, in the versions that it holds for this platform. */
export interface MirroredProvider {
  /** Without the registry's name: `hashicorp/aws`. */
  readonly source: string;
  readonly versions: readonly string[];
}

/** Terraform's name of this platform, such as `linux_amd64`. */
export const PLATFORM = `${{ win32: "windows" }[platform() as string] ?? platform()}_${
  { x64: "amd64", ia32: "386" }[arch() as string] ?? arch()
}`;

/** How deep under a root a mirror is looked for, and how many folders at most. */
const SEARCH_DEPTH = 4;
const SEARCH_LIMIT = 20_000;

/** Where machine images and package managers put such things. */
const SEARCH_ROOTS = ["/opt", "/usr/share", "/usr/local/share", "/var/lib", "/srv"];

/** Never a mirror, and sometimes huge. Hidden folders too: caches, and some project's `.terraform`. */
const SKIPPED = /^(\..*|node_modules|site-packages|proc|sys)$/;

/**
 * The providers that a filesystem mirror holds for this platform, packed (zip) or not. Only what
 * Terraform would see: it follows no symbolic link above the package folder.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
 */
export function providersIn(mirror: string): MirroredProvider[] {
  const host = join(mirror, REGISTRY_HOST);
  return folders(host).flatMap((namespace) =>
    folders(join(host, namespace)).flatMap((type) => {
      const versions = versionsIn(join(host, namespace, type), type);
      return versions.length > 0 ? [{ source: `${namespace}/${type}`, versions }] : [];
    }),
  );
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
        if (name === REGISTRY_HOST) found.push(folder);
        else if (!SKIPPED.test(name)) next.push(join(folder, name));
      }
    }
    level = next;
  }
  return found;
}

function versionsIn(folder: string, type: string): string[] {
  const unpacked = folders(folder).filter((version) => isFolder(join(folder, version, PLATFORM)));
  const packed = entries(folder).flatMap(({ name }) => {
    const match = /^terraform-provider-(.+)_([^_]+)_([^_]+_[^_]+)\.zip$/.exec(name);
    return match?.[1] === type && match[3] === PLATFORM && match[2] !== undefined ? [match[2]] : [];
  });
  return [...new Set([...unpacked, ...packed])].sort(byVersion);
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

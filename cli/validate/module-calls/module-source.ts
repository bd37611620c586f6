import { posix, resolve, sep } from "node:path";
import type { ModuleName } from "../../../modules/module-names";

/** Where a module source points to. https://developer.hashicorp.com/terraform/language/modules/sources */
export type SourceKind = "local" | "registry" | "git" | "archive";

const NAMES = "ecs-connector|eks-connector|org-delegation";

/** `[<host>/]<namespace>/<name>/<provider>[//<submodule>]` */
const REGISTRY = /^([a-z0-9.-]+\.[a-z0-9]+(:\d+)?\/)?[\w-]+\/[\w-]+\/[a-z0-9]+(\/\/.*)?$/i;
const GIT_HOSTS = /^(github\.com|bitbucket\.org)\//;

export function sourceKind(source: string): SourceKind {
  if (/^\.{1,2}(\/|$)/.test(source) || source.startsWith("/")) return "local";
  if (/^git(::|@)|^ssh:|\.git(\/\/|\?|$)|^hg::/.test(source) || GIT_HOSTS.test(source))
    return "git";
  return REGISTRY.test(source) ? "registry" : "archive";
}

/** The ref of a git source, if it has one. */
export const refOf = (source: string): string | undefined => /[?&]ref=([^&]*)/.exec(source)?.[1];

/**
 * The published module that a source points to, in every form that publishing prints. A local path counts only if its folder
 * is named like a package, or if an example calls its own module.
 *
 * @param folder of the calling module
 */
export function publishedModuleOf(source: string, folder: string): ModuleName | undefined {
  const kind = sourceKind(source);
  const found =
    kind === "local"
      ? localModule(source, folder)
      : (kind === "registry" &&
          new RegExp(`(?:/apono-|(?:^|/)apono/)(${NAMES})/aws(?://|$)`).exec(source)) ||
        new RegExp(`terraform-aws-apono-(${NAMES})(?![a-z])`).exec(source) ||
        (kind === "git" && new RegExp(`[?&]ref=(${NAMES})-v\\d`).exec(source)) ||
        undefined;
  return found?.[1] as ModuleName | undefined;
}

function localModule(source: string, folder: string): RegExpExecArray | undefined {
  const path = resolve(folder, source).split(sep).join("/");
  const here = resolve(folder).split(sep).join("/");
  const name = posix.basename(path);
  const packaged = new RegExp(`^terraform-aws-apono-(${NAMES})(-\\d[^/]*\\.tar\\.gz)?$`).exec(name);
  if (packaged !== null) return packaged;
  if (posix.dirname(here) !== posix.join(path, "examples")) return undefined;
  return new RegExp(`^(${NAMES})$`).exec(name) ?? undefined;
}

/** Whether a source is Apono's public module for AWS. */
export const isPublicModule = (source: string): boolean =>
  /(^|[/:@])apono-io\/terraform-modules(\.git)?(\/\/?|\?|$)/i.test(source)
    ? !/terraform-modules(\.git)?\/\/?(azure|gcp)\b/i.test(source)
    : /(^|\/)apono-io\/[\w-]*connector[\w-]*\/aws(\/\/.*)?$/i.test(source) ||
      /(^|[/:@])apono-io\/terraform-aws-[\w-]*connector/i.test(source);

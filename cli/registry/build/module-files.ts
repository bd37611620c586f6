import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { type ModuleName, buildModule } from "../../../modules";
import { PROJECT_ROOT } from "../../project";
import { inlineMocks } from "./inline-mocks";
import { rewriteLinks } from "./links";
import { withOpenTofuTests } from "./opentofu-tests";

/** A module's files: path (with `/` separators) to content, sorted by path. */
export type Files = ReadonlyMap<string, Buffer>;

/** Folders of modules/<name> that are copied into its package. */
const COPIED = ["examples", "tests"];

/** Project documents for one module only: path in the project to path in the package. */
const OWN_DOCUMENTS: Partial<Record<ModuleName, Readonly<Record<string, string>>>> = {
  "ecs-connector": { "docs/upgrade-from-public-module.md": "UPGRADE.md" },
};

/** Local files of Terraform and editors, left by running an example in place. */
const LOCAL_FILES =
  /(^|\/)(\.[^/]*|[^/]*\.tfstate[^/]*|[^/]*\.auto\.tfvars|terraform\.tfvars)(\/|$)/;

/**
 * All files of a published module, in the standard module structure.
 * https://developer.hashicorp.com/terraform/language/modules/develop/structure
 *
 * @throws ConfigurationError if the module contains something that a published module must not
 */
export function moduleFiles(name: ModuleName): Files {
  const files = new Map<string, Buffer>();
  for (const [file, content] of Object.entries(buildModule(name).toFiles())) {
    files.set(file, Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
  }
  for (const [path, content] of documents(name)) files.set(path, Buffer.from(content));
  files.set("LICENSE", readFileSync(join(PROJECT_ROOT, "LICENSE")));
  for (const part of COPIED) {
    const folder = join(PROJECT_ROOT, "modules", name, part);
    const copied = filesIn(folder).map(([path, content]): [string, Buffer] => [
      `${part}/${path}`,
      content,
    ]);
    for (const [path, content] of withOpenTofuTests(inlineMocks(copied))) files.set(path, content);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** All files below a folder except hidden files, state and variable files; empty if the folder does not exist. */
export function filesIn(folder: string): [path: string, content: Buffer][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file): [string, string] => [file.slice(folder.length + 1).replaceAll(sep, "/"), file])
    .filter(([path]) => !LOCAL_FILES.test(path))
    .map(([path, file]) => [path, readFileSync(file)]);
}

function documents(name: ModuleName): [path: string, content: string][] {
  const placed = new Map([
    [`modules/${name}/README.md`, "README.md"],
    ["CHANGELOG.md", "CHANGELOG.md"],
    ["LICENSE", "LICENSE"],
    ...Object.entries(OWN_DOCUMENTS[name] ?? {}),
  ]);
  return [...placed]
    .filter(([source]) => source.endsWith(".md"))
    .map(([source, path]) => [
      path,
      rewriteLinks(readFileSync(join(PROJECT_ROOT, source), "utf8"), source, placed),
    ]);
}

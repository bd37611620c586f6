import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { type ModuleName, buildModule } from "../../../modules";
import { PROJECT_ROOT } from "../../project";
import { inlineMocks } from "./inline-mocks";
import { rewriteLinks } from "./links";
import { withOpenTofuTests } from "./opentofu-tests";

/** A module's files: path (with `/`) to content, sorted by path. */
export type Files = ReadonlyMap<string, Buffer>;

/** What a module's folder in modules/ gives to its package as it is. */
const COPIED = ["examples", "tests"];

/** Documents of the project that belong to one module only: path in the package, by path in the project. */
const OWN_DOCUMENTS: Partial<Record<ModuleName, Readonly<Record<string, string>>>> = {
  "ecs-connector": { "docs/upgrade-from-public-module.md": "UPGRADE.md" },
};

/** What Terraform and editors leave behind when somebody tries an example in place. */
const LOCAL_FILES =
  /(^|\/)(\.[^/]*|[^/]*\.tfstate[^/]*|[^/]*\.auto\.tfvars|terraform\.tfvars)(\/|$)/;

/**
 * Everything that a published module consists of, in the structure that registries and users expect.
 * https://developer.hashicorp.com/terraform/language/modules/develop/structure
 *
 * @throws ConfigurationError when the module holds what a published module must not
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

/** Every file below a folder but hidden ones, states and values of variables; none where there is no folder. */
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

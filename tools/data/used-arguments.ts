import type { ModuleFiles } from "../../lib/module-stack";
import { type ModuleName, buildModule } from "../../modules";

type Blocks = Record<string, Record<string, Record<string, unknown>>>;

/** What Terraform itself takes in any block. */
const META = ["count", "for_each", "depends_on", "lifecycle", "provider"];

const built = new Map<ModuleName, ModuleFiles>();

/** A module's files, built once. */
function filesOf(module: ModuleName): ModuleFiles {
  const files = built.get(module) ?? buildModule(module).toFiles();
  built.set(module, files);
  return files;
}

function blocksOf(module: ModuleName): [type: string, body: Record<string, unknown>][] {
  const { resource, data } = filesOf(module)["main.tf.json"] as {
    resource?: Blocks;
    data?: Blocks;
  };
  const all = (blocks: Blocks = {}, prefix = "") =>
    Object.entries(blocks).flatMap(([type, byName]) =>
      Object.values(byName).map((body): [string, Record<string, unknown>] => [prefix + type, body]),
    );
  return [...all(resource), ...all(data, "data.")];
}

/** The types of a provider that a module uses, data sources with `data.` before them. */
export const typesOf = (module: ModuleName, provider: string): string[] => [
  ...new Set(
    blocksOf(module)
      .map(([type]) => type)
      .filter((type) => type.replace(/^data\./, "").startsWith(`${provider}_`)),
  ),
];

/** Every argument that a module sets: type and path. What is below a map or an unknown block is left to Terraform. */
export function argumentsOf(
  module: ModuleName,
  provider: string,
  isBlock: (type: string, path: string) => boolean,
): [type: string, path: string][] {
  const walk = (type: string, value: object, path: string): [string, string][] =>
    Object.entries(value).flatMap(([key, item]): [string, string][] => {
      const here = `${path}${key}`;
      if (!isBlock(type, here)) return [[type, here]];
      const parts = (Array.isArray(item) ? item : [item]).filter(
        (each) => typeof each === "object",
      );
      return [[type, here], ...parts.flatMap((each) => walk(type, each as object, `${here}.`))];
    });
  const types = typesOf(module, provider);
  return blocksOf(module)
    .filter(([type]) => types.includes(type))
    .flatMap(([type, body]) =>
      walk(
        type,
        Object.fromEntries(Object.entries(written(body)).filter(([key]) => !META.includes(key))),
        "",
      ),
    );
}

/** A body with its dynamic blocks as the blocks that they make, in nested blocks too. */
function written({ dynamic = {}, ...body }: Record<string, unknown>): Record<string, unknown> {
  const made = Object.entries(dynamic as Record<string, { content: object }>).map(
    ([name, { content }]): [string, unknown] => [name, content],
  );
  return Object.fromEntries(
    [...Object.entries(body), ...made].map(([name, value]) => [
      name,
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? written(value as Record<string, unknown>)
        : value,
    ]),
  );
}

/** Every attribute that a module's expressions refer to. */
export function referencesOf(module: ModuleName, provider: string): [type: string, name: string][] {
  const files = JSON.stringify(filesOf(module));
  const pattern = new RegExp(
    `(?<![\\w."-])(data\\.)?(${provider}_\\w+)\\.\\w+(?:\\[[^\\]]*\\])*\\.(\\w+)`,
    "g",
  );
  return [...files.matchAll(pattern)].map(([, data = "", type, name]) => [data + type!, name!]);
}

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { PROJECT } from "../kit/project-copy";

/** Who may import whom: lib, then modules, then stacks, then the rest. */
const LAYERS = ["lib", "modules", "stacks"];

const sources = ["main.ts", ...LAYERS, "cli", "scripts"].flatMap((part) => {
  const path = join(PROJECT, part);
  if (part.endsWith(".ts")) return [path];
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(path, file));
});

const importsOf = (file: string) =>
  [...readFileSync(file, "utf8").matchAll(/(?:from|import|require\()\s*["']([^"']+)["']/g)].map(
    ([, module]) => module!,
  );

describe.each(sources.map((file) => [relative(PROJECT, file), file]))("%s", (name, file) => {
  it("imports provider packages by deep paths only", () => {
    const shallow = importsOf(file).filter((module) =>
      /^@cdktf\/provider-[a-z]+(\/lib(\/index(\.js)?)?)?\/?$/.test(module),
    );
    expect(shallow).toEqual([]);
  });

  it("imports nothing from a layer above", () => {
    const layer = LAYERS.indexOf(name.split(sep)[0]!);
    const above = layer < 0 ? [] : [...LAYERS.slice(layer + 1), "main", "cli", "scripts", "test"];
    const imported = importsOf(file)
      .filter((module) => module.startsWith("."))
      .map((module) => relative(PROJECT, resolve(file, "..", module)).split(sep)[0]!);
    expect(imported.filter((part) => above.includes(part))).toEqual([]);
  });
});

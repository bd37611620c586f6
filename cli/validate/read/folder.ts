import { type Stats, readFileSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Block, Comment, Module, SyntaxProblem } from "../model/configuration";
import { valueOf } from "../model/configuration";
import { headProblems } from "./blocks";
import { readHcl } from "./hcl";
import { readTerraformJson } from "./json";
import { isOverride, overridden } from "./overrides";
import { type Content, notText, textIn } from "./text";

/** What Terraform reads in a folder; `.tofu` counts for OpenTofu. */
export const isTerraform = (name: string) =>
  /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith(".");

/** Folders that hold what tools made. */
const isSkipped = (name: string) => name.startsWith(".") || name === "node_modules";

/** Texts by file name: what a module consists of. */
export type ModuleTexts = Readonly<Record<string, Content>>;

/** Reads a module from the texts of its files. @param folder as a user would write it */
export async function readModule(
  folder: string,
  texts: ModuleTexts,
  role: Module["role"] = "root",
): Promise<Module> {
  const names = filesOf(Object.keys(texts));
  const blocks: Block[] = [];
  const overrides: Block[] = [];
  const problems: SyntaxProblem[] = [];
  const comments: Comment[] = [];
  for (const name of names) {
    const file = pathOf(folder, name);
    const read = name.endsWith(".json") ? readTerraformJson : readHcl;
    const content = await read(file, textIn(texts[name]!));
    (isOverride(name) ? overrides : blocks).push(...content.body.blocks);
    problems.push(
      ...notText(file, texts[name]!),
      ...content.problems,
      ...headProblems(content.body.blocks),
    );
    comments.push(...content.comments);
    for (const { name: attribute, nameRange } of content.body.attributes.values()) {
      problems.push({
        message: `${attribute} stands outside of any block.`,
        mend: `Put it into the block that it belongs to; a value of a variable goes into a .tfvars file.`,
        range: nameRange,
      });
    }
  }
  const merged = overridden(blocks, overrides);
  return {
    folder,
    files: names.map((name) => pathOf(folder, name)),
    blocks: merged.blocks,
    // What an override is for may stand where nothing could be read.
    problems: problems.length > 0 ? problems : merged.problems,
    role,
    calls: localCalls(folder, merged.blocks),
    missing: new Set(),
    comments,
  };
}

/** The files that Terraform reads of a folder. OpenTofu's of the same name count where there is no other. */
const filesOf = (names: readonly string[]) =>
  names
    .filter(isTerraform)
    .filter((name) => {
      const other = name.replace(/\.tofu(\.json)?$/, ".tf$1");
      return other === name || !names.includes(other);
    })
    .sort();

const pathOf = (folder: string, name: string) => (folder === "." ? name : posix.join(folder, name));

/**
 * The modules of several folders, each with its role: a folder that another one calls by a path is a module, any other a
 * root. Folders without Terraform are left out.
 *
 * @param exists whether a folder is there that is not among them
 */
export async function readModules(
  folders: ReadonlyMap<string, ModuleTexts>,
  exists: (folder: string) => boolean,
): Promise<Module[]> {
  const found = await Promise.all([...folders].map(([folder, texts]) => readModule(folder, texts)));
  const modules = found.filter(({ files }) => files.length > 0);
  const known = new Set([...folders.keys()].map((folder) => posix.normalize(folder)));
  const called = new Set(modules.flatMap(({ calls }) => [...calls.values()]));
  return modules.map((module) => ({
    ...module,
    role: called.has(posix.normalize(module.folder)) ? "module" : "root",
    missing: new Set(
      [...module.calls]
        .filter(([, folder]) => !known.has(folder) && !exists(folder))
        .map(([source]) => source),
    ),
  }));
}

/** A folder and those below it. Links are not followed, so that none leads round in a circle. */
export function foldersBelow(path: string): string[] {
  const below = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !isSkipped(entry.name))
    .map(({ name }) => name)
    .sort();
  return [path, ...below.flatMap((name) => foldersBelow(join(path, name)))];
}

/** The texts of a folder's own files. */
export const textsInFolder = (
  folder: string,
  isWanted: (name: string) => boolean,
): Record<string, Content> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(isWanted)
      // A link to nowhere or to itself is no file, nor is a pipe that would never end.
      .filter((name) => isFile(join(folder, name)))
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

const isFile = (path: string) => isThere(path, (stat) => stat.isFile());

/** Whether there is a folder at a path. */
export const isFolder = (path: string): boolean => isThere(path, (stat) => stat.isDirectory());

function isThere(path: string, isRight: (stat: Stats) => boolean): boolean {
  try {
    return isRight(statSync(path));
  } catch {
    return false;
  }
}

const localCalls = (folder: string, blocks: readonly Block[]): Map<string, string> =>
  new Map(
    blocks
      .filter(({ type }) => type === "module")
      .map(({ body }) => valueOf(body, "source"))
      .flatMap((source): [string, string][] =>
        source?.kind === "literal" && /^\.\.?\//.test(String(source.value))
          ? [
              [
                String(source.value),
                posix.join(folder, String(source.value)).replace(/(?<=.)\/$/, ""),
              ],
            ]
          : [],
      ),
  );

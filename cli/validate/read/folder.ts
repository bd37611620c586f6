import { readFileSync, readdirSync, statSync } from "node:fs";
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
    problems: [...problems, ...merged.problems],
    role,
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
 * Every module in a folder and the ones below it. A folder that another one calls by a path is a module, any other a
 * root.
 */
export async function readFolder(path: string): Promise<Module[]> {
  return readModules(new Map(foldersBelow(path).map((folder) => [folder, textsIn(folder)])));
}

/** The modules of several folders, each with its role. Folders without Terraform are left out. */
export async function readModules(folders: ReadonlyMap<string, ModuleTexts>): Promise<Module[]> {
  const found = await Promise.all([...folders].map(([folder, texts]) => readModule(folder, texts)));
  const modules = found.filter(({ files }) => files.length > 0);
  const called = new Set(modules.flatMap(calledFolders));
  return modules.map((module) =>
    called.has(posix.normalize(module.folder)) ? { ...module, role: "module" } : module,
  );
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

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const textsIn = (folder: string): ModuleTexts => textsInFolder(folder, isTerraform);

/** The folders that a module's `source`s lead to. */
const calledFolders = ({ folder, blocks }: Module): string[] =>
  blocks
    .filter(({ type }) => type === "module")
    .map(({ body }) => valueOf(body, "source"))
    .flatMap((source) =>
      source?.kind === "literal" && /^\.\.?\//.test(String(source.value))
        ? [posix.join(folder, String(source.value))]
        : [],
    )
    .map((path) => path.replace(/\/$/, ""));

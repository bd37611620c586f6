import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import type { Block, Comment, Module, SyntaxProblem } from "../model/configuration";
import { valueOf } from "../model/configuration";
import { readHcl } from "./hcl";
import { readTerraformJson } from "./json";
import { loadParser } from "./parser";

/** What Terraform reads in a folder; `.tofu` counts for OpenTofu. */
export const isTerraform = (name: string) =>
  /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith(".");

/** Folders that hold what tools made. */
const isSkipped = (name: string) => name.startsWith(".") || name === "node_modules";

/** Texts by file name: what a module consists of. */
export type ModuleTexts = Readonly<Record<string, string>>;

/** Reads a module from the texts of its files. @param folder as a user would write it */
export async function readModule(
  folder: string,
  texts: ModuleTexts,
  role: Module["role"] = "root",
): Promise<Module> {
  const parser = await loadParser();
  const names = Object.keys(texts).filter(isTerraform).sort();
  const blocks: Block[] = [];
  const problems: SyntaxProblem[] = [];
  const comments: Comment[] = [];
  const files = names.map((name) => (folder === "." ? name : posix.join(folder, name)));
  names.forEach((name, index) => {
    const read = name.endsWith(".json") ? readTerraformJson : readHcl;
    const content = read(parser, files[index]!, texts[name]!);
    blocks.push(...content.body.blocks);
    problems.push(...content.problems);
    comments.push(...content.comments);
    for (const { name: attribute, nameRange } of content.body.attributes.values()) {
      problems.push({
        message: `${attribute} stands outside of any block.`,
        range: nameRange,
      });
    }
  });
  return { folder, files, blocks, problems, role, comments };
}

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

function foldersBelow(path: string): string[] {
  const below = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !isSkipped(entry.name))
    .map(({ name }) => name)
    .sort();
  return [path, ...below.flatMap((name) => foldersBelow(join(path, name)))];
}

const textsIn = (folder: string): ModuleTexts =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && isTerraform(entry.name))
      .map(({ name }) => join(folder, name))
      .filter((file) => existsSync(file))
      .map((file) => [file.slice(join(folder, "/").length), readFileSync(file, "utf8")]),
  );

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

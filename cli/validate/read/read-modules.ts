import { readWithin } from "../../files/read-within";
import { type Stats, readFileSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { Block, Comment, Module, SyntaxProblem } from "../../terraform/configuration";
import { valueOf } from "../../terraform/configuration";
import { readHcl } from "../../terraform/read-hcl";
import { readTerraformJson } from "../../terraform/read-json";
import { isOverride, applyOverrides } from "./override-files";
import { mayHoldSecret } from "../secrets/secret-patterns";
import { type Content, contentProblems, textIn } from "../../terraform/file-content";

/** Whether Terraform or OpenTofu (`.tofu`) reads a file. */
export const isTerraform = (name: string) =>
  /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith(".");

/** Folders of tools. */
const isSkipped = (name: string) => name.startsWith(".") || name === "node_modules";

/** The contents of a module's files by name. */
export type ModuleTexts = Readonly<Record<string, Content>>;

/** Reads a file that the configuration reads with `file` or `templatefile`. */
export type ReadBeside = (path: string) => string | undefined;

/** Parses the files of a module. @param folder as a user would write it */
export async function readModule(
  folder: string,
  texts: ModuleTexts,
  role: Module["role"] = "root",
  readBeside?: ReadBeside,
  isShallow: (text: string) => boolean = () => false,
): Promise<Module> {
  const names = filesOf(Object.keys(texts));
  const blocks: Block[] = [];
  const overrides: Block[] = [];
  const problems: SyntaxProblem[] = [];
  const comments: Comment[] = [];
  let mentionsApono = false;
  for (const name of names) {
    const file = pathOf(folder, name);
    const text = textIn(texts[name]!);
    mentionsApono ||= APONO.test(text);
    const content = name.endsWith(".json")
      ? await readTerraformJson(file, text)
      : await readHcl(file, text, isShallow(text));
    for (const block of content.body.blocks) (isOverride(name) ? overrides : blocks).push(block);
    problems.push(...contentProblems(file, texts[name]!), ...content.problems);
    comments.push(...content.comments);
  }
  const all = applyOverrides(blocks, overrides);
  return {
    folder,
    files: names.map((name) => pathOf(folder, name)),
    blocks: all,
    problems,
    role,
    calls: localCalls(folder, all),
    mentionsApono,
    comments,
    ...(readBeside === undefined ? {} : { readBeside }),
  };
}

/** The files that Terraform reads in a folder. A `.tofu` file counts only if there is no `.tf` file of its name. */
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
 * The modules of several folders: a folder that another one calls by a path is a module, any other a root. Folders without
 * Terraform files are left out.
 */
export async function readModules(
  folders: ReadonlyMap<string, ModuleTexts>,
  readBeside: ReadBeside = readFileBeside,
): Promise<Module[]> {
  const modules: Module[] = [];
  const isConnectors = connectorFolders(folders);
  // Sequentially, to limit memory.
  for (const [folder, texts] of folders) {
    const module = await readModule(
      posix.normalize(folder),
      texts,
      "root",
      readBeside,
      isConnectors.has(folder) ? undefined : (text) => !mayHoldSecret(text),
    );
    if (module.files.length > 0) modules.push(module);
  }
  const called = new Set(modules.flatMap(({ calls }) => [...calls.values()]));
  const unread = modules.filter(({ problems }) => problems.length > 0);
  const mayBeCalled = (folder: string) =>
    unread.some((above) => above.folder !== folder && isBelow(folder, above.folder));
  return modules.map((module) => ({
    ...module,
    role: called.has(module.folder) ? "module" : mayBeCalled(module.folder) ? "either" : "root",
  }));
}

const isBelow = (folder: string, above: string): boolean =>
  above === "." || folder.startsWith(`${above}/`);

const APONO = /apono/i;

/** A relative path in a module call. */
const PATH = /"(\.{1,2}\/[^"\n]*)"/g;

/**
 * The folders that may belong to a connector: those that mention Apono, and all that paths connect with them. Other folders
 * are parsed only for calls and secrets, to save time.
 */
function connectorFolders(folders: ReadonlyMap<string, ModuleTexts>): ReadonlySet<string> {
  const names = new Map([...folders.keys()].map((folder) => [posix.normalize(folder), folder]));
  const near = new Map<string, string[]>([...folders.keys()].map((folder) => [folder, []]));
  const found: string[] = [];
  for (const [folder, texts] of folders)
    for (const content of Object.values(texts)) {
      const text = textIn(content);
      if (APONO.test(text)) found.push(folder);
      for (const [, path] of text.matchAll(PATH)) {
        const other = names.get(posix.join(folder, path!).replace(/(?<=.)\/$/, ""));
        if (other === undefined) continue;
        near.get(folder)!.push(other);
        near.get(other)!.push(folder);
      }
    }
  const all = new Set<string>();
  for (let folder = found.pop(); folder !== undefined; folder = found.pop()) {
    if (all.has(folder)) continue;
    all.add(folder);
    found.push(...near.get(folder)!);
  }
  return all;
}

/** In bytes. */
const BESIDE = 1e6;

/** @returns undefined if it is not a file, or too long */
function readFileBeside(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= BESIDE ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** A folder and all below it. Links are not followed, because they may form a circle. */
export function foldersBelow(path: string): string[] {
  const below = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !isSkipped(entry.name))
    .map(({ name }) => name)
    .sort();
  return [path, ...below.flatMap((name) => foldersBelow(join(path, name)))];
}

/** The largest file that is read, in bytes: more than anybody writes by hand. */
export const LIMIT = 5e6;

/** The texts of a folder's own files. */
export const textsInFolder = (
  folder: string,
  isWanted: (name: string) => boolean,
): Record<string, Content> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(isWanted)
      // Leave out dangling links and pipes.
      .filter((name) => isFile(join(folder, name)))
      .map((name) => [name, contentOf(join(folder, name))]),
  );

/** The content of a file, or why it could not be read; the other files are still checked. */
function contentOf(file: string): Content {
  try {
    const { size } = statSync(file);
    return size > LIMIT
      ? { reason: `it has ${(size / 1e6).toFixed(1)} MB; the limit is ${LIMIT / 1e6} MB` }
      : readWithin(file, LIMIT);
  } catch (error) {
    return { reason: (error as Error).message };
  }
}

const isFile = (path: string) => isThere(path, (stat) => stat.isFile());

function isThere(path: string, isRight: (stat: Stats) => boolean): boolean {
  try {
    return isRight(statSync(path));
  } catch {
    return false;
  }
}

/** The called folders by the `source` of the call, for local paths. */
const localCalls = (folder: string, blocks: readonly Block[]): Map<string, string> =>
  new Map(
    blocks
      .filter(({ type }) => type === "module")
      .map(({ body }) => valueOf(body, "source"))
      .flatMap((source): [string, string][] => {
        const text = source?.kind === "literal" ? String(source.value) : "";
        return /^\.\.?(\/|$)/.test(text)
          ? [[text, posix.join(folder, text).replace(/(?<=.)\/$/, "")]]
          : [];
      }),
  );

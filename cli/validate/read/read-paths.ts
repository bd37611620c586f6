import { readWithin } from "../../files/read-within";
import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { binaryPlan, noTerraform, unsupportedFile } from "../errors";
import type { Io } from "../../terminal/io";
import type { Module } from "../../terraform/configuration";
import type { Plan } from "../plan/plan";
import type { VariableFile } from "../../terraform/variable-file";
import { SourceFiles } from "../source-files";
import { isAutoLoaded } from "../variables/auto-loaded";
import { LIMIT, foldersBelow, isTerraform, readModules, textsInFolder } from "./read-modules";
import { classifyInput } from "./standard-input";
import { missingPathError } from "./missing-path";
import { isPlan, readPlan } from "../plan/read-plan";
import type { Content } from "../../terraform/file-content";
import { isVariableFile, readVariableFile } from "../../terraform/variable-file";

/** Standard input, as a path. */
const INPUT = "-";

/** In bytes. Plans of big organizations have about ten MB. */
const LIMITS = { text: LIMIT, plan: 256e6 };

/**
 * Reads folders with all below them, Terraform files, variable files and plans.
 *
 * @param module that the variable files are for
 * @throws CommandFailure if there is nothing to validate
 */
export async function readPaths(
  io: Io,
  paths: readonly string[],
  module: string | undefined,
): Promise<SourceFiles> {
  const reader = new PathsReader(io, module);
  for (const path of paths) await reader.read(path);
  return reader.source();
}

class PathsReader {
  private readonly folders = new Map<string, Record<string, Content>>();
  private readonly plans = new Map<string, Plan>();
  private readonly variableFiles = new Map<string, VariableFile>();
  /** Variable files that were not requested, but give values to requested files. */
  private readonly besides = new Set<string>();
  private readonly texts = new Map<string, string>();
  /** Files that were requested by name, not with their folder. */
  private readonly single = new Set<string>();
  private readonly whole = new Set<string>();

  constructor(
    private readonly io: Io,
    private readonly module: string | undefined,
  ) {}

  async read(path: string): Promise<void> {
    if (path === INPUT) return this.readInput();
    const clean = normalize(path).replace(/(?<=.)\/$/, "");
    this.io.progress(`reading ${clean}`);
    if (!existsSync(clean)) throw missingPathError(clean);
    if (statSync(clean).isDirectory()) return this.readFolder(clean, path);
    if (isTerraform(clean)) return this.readTerraformFile(clean);
    return this.readFile(clean);
  }

  async source(): Promise<SourceFiles> {
    this.io.progress("reading");
    const modules = await readModules(this.folders);
    this.io.progress("");
    const only = new Set([
      ...modules.flatMap(({ folder, files }: Module) => (this.whole.has(folder) ? files : [])),
      ...this.plans.keys(),
      ...[...this.variableFiles.keys()].filter((file) => !this.besides.has(file)),
      ...this.single,
    ]);
    const workspace = {
      modules,
      plans: [...this.plans.values()],
      variableFiles: [...this.variableFiles.values()],
    };
    return new SourceFiles(workspace, this.texts, only);
  }

  private async readFolder(path: string, asked: string): Promise<void> {
    let found = 0;
    for (const folder of foldersBelow(path)) {
      this.io.progress(`reading ${folder}`);
      const texts = textsInFolder(folder, isTerraform);
      const variables = textsInFolder(folder, isVariableFile);
      found += Object.keys(texts).length + Object.keys(variables).length;
      this.folders.set(folder, texts);
      this.whole.add(folder);
      for (const [name, content] of Object.entries(variables))
        await this.addVariables(join(folder, name), content);
    }
    if (found === 0) throw noTerraform(asked);
  }

  /** Reads the whole folder, because files depend on each other; only findings in the file are reported. */
  private async readTerraformFile(path: string): Promise<void> {
    const folder = dirname(path);
    if (!this.folders.has(folder)) this.folders.set(folder, textsInFolder(folder, isTerraform));
    this.single.add(path);
    for (const [name, content] of Object.entries(textsInFolder(folder, isAutoLoaded))) {
      const file = join(folder, name);
      if (this.variableFiles.has(file)) continue;
      await this.addVariables(file, content);
      this.besides.add(file);
    }
  }

  private async readFile(path: string): Promise<void> {
    const content = readWithin(path, isVariableFile(path) ? LIMITS.text : LIMITS.plan);
    if (isVariableFile(path)) return this.addVariables(path, content, true);
    // Binary plans are ZIP archives.
    if (content.subarray(0, 2).toString("latin1") === "PK") throw binaryPlan(path);
    const text = content.toString("utf8");
    if (!isPlan(text) && !path.endsWith(".json")) throw unsupportedFile(path);
    this.plans.set(path, readPlan(path, text));
  }

  private async readInput(): Promise<void> {
    const input = classifyInput(await this.io.input(), this.module !== undefined);
    if ("plan" in input) {
      this.plans.set(input.plan.file, input.plan);
      return;
    }
    const { name, text } = input;
    this.texts.set(name, text);
    if (this.module !== undefined) return this.addVariables(name, text, true);
    this.folders.set(".", { ...this.folders.get("."), [name]: text });
    this.single.add(name);
  }

  private async addVariables(path: string, content: Content, isRequested = false): Promise<void> {
    this.besides.delete(path);
    const { module } = this;
    this.variableFiles.set(
      path,
      await readVariableFile(path, content, {
        isRequested: isRequested || module !== undefined,
        ...(module === undefined ? {} : { module }),
      }),
    );
  }
}

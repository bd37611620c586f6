import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { cannotRun } from "../terminal/errors";
import { readWithin } from "../files/read-within";
import { type Value, isKnown } from "../terraform/values/value";
import type { Given } from "./given";

/** Values from variable files. */
export interface FileValues {
  /** By variable name; the last file wins. */
  readonly given: ReadonlyMap<string, Given>;
  /** In the order they are read. */
  readonly files: readonly string[];
}

/**
 * Reads the variable files that `cdktf deploy` passes to Terraform. cdktf 0.21 passes these in this order, and later
 * ones win: `terraform.tfvars`, `terraform.tfvars.json`, every `*.auto.tfvars` and then every `*.auto.tfvars.json` of
 * the folder
 * that it runs in, each in reverse order of name, then the files of `--var-file`, relative to that folder. They come
 * after `--var`, and win over it.
 *
 * @param folder the working directory; without a cdktf.json in it, only named files are read
 * @param named the files of `--var-file`
 * @throws CommandFailure for a file that does not exist or can't be parsed
 */
export async function valuesInFiles(folder: string, named: readonly string[]): Promise<FileValues> {
  const own = existsSync(join(folder, "cdktf.json")) ? loadedByCdktf(folder) : [];
  const given = new Map<string, Given>();
  for (const file of [...own, ...named]) {
    const path = resolve(folder, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile())
      throw cannotRun(
        `--var-file ${file}: the file ${path} does not exist. Paths are relative to the working directory.`,
      );
    for (const [name, value] of await valuesIn(path, file))
      given.set(name, {
        text: typeof value === "string" ? value : JSON.stringify(value),
        value,
        source: `${name} in ${file}`,
        file,
      });
  }
  return { given, files: [...own, ...named] };
}

function loadedByCdktf(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  const called = (name: string) => names.filter((each) => each === name);
  // The order in which glob 10 returns them to cdktf.
  const ending = (end: string) =>
    names
      .filter((name) => name.endsWith(end))
      .sort()
      .reverse();
  return [
    ...called("terraform.tfvars"),
    ...called("terraform.tfvars.json"),
    ...ending(".auto.tfvars"),
    ...ending(".auto.tfvars.json"),
  ];
}

async function valuesIn(path: string, file: string): Promise<[name: string, value: Value][]> {
  // Loaded only if there is a file: loading the parser is slow.
  const { readVariableFile } = await import("../terraform/variable-file.ts");
  const { evaluateStandalone } = await import("../terraform/values/evaluate.ts");
  const { values, problems } = await readVariableFile(basename(path), readWithin(path), {
    isRequested: true,
  });
  const [problem] = problems;
  if (problem !== undefined) {
    const { line } = problem.range.start;
    throw cannotRun(`${file}, line ${line}: ${problem.message} ${problem.fix ?? "Correct it."}`);
  }
  return [...values].flatMap(([name, { value }]): [string, Value][] => {
    const plain = evaluateStandalone(value);
    return isKnown(plain) ? [[name, plain]] : [];
  });
}

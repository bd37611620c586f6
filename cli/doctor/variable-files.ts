import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { unusable } from "../terminal/errors";
import { readWithin } from "../files/read-within";
import { type Value, isKnown } from "../terraform/values/value";
import type { Given } from "./request";

/** Values of variables in files. */
export interface FileValues {
  /** By the name of the variable; of several files the last one counts. */
  readonly given: ReadonlyMap<string, Given>;
  /** In the order in which they are read. */
  readonly files: readonly string[];
}

/**
 * The values that `cdktf deploy` gives to Terraform from files. cdktf 0.21 passes these, in this order, so that later ones
 * win: `terraform.tfvars`, `terraform.tfvars.json`, every `*.auto.tfvars` and then every `*.auto.tfvars.json` of the folder
 * that it runs in, each from the last name to the first, and the files that `--var-file` names, by a path from that folder.
 * They come behind `--var`, and win over it.
 *
 * @param folder where the command runs; without a cdktf.json in it, cdktf does not run there and no file is taken by itself
 * @param named by `--var-file`
 * @throws CommandFailure for a named file that is not there, or one that can't be read
 */
export async function valuesInFiles(folder: string, named: readonly string[]): Promise<FileValues> {
  const own = existsSync(join(folder, "cdktf.json")) ? loadedByCdktf(folder) : [];
  const given = new Map<string, Given>();
  for (const file of [...own, ...named]) {
    const path = resolve(folder, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile())
      throw unusable(
        `--var-file ${file}: there is no such file. The path counts from the folder that the command runs in: ${path}.`,
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
  // cdktf has them in this order from glob 10.
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
  // Loaded only where there is a file: the parser takes its time.
  const { readVariableFile } = await import("../terraform/variable-file.ts");
  const { evaluateStandalone } = await import("../terraform/values/evaluate.ts");
  const { values, problems } = await readVariableFile(basename(path), readWithin(path), {
    isRequested: true,
  });
  const [problem] = problems;
  if (problem !== undefined) {
    const { line } = problem.range.start;
    throw unusable(`${file}, line ${line}: ${problem.message} ${problem.fix ?? "Correct it."}`);
  }
  return [...values].flatMap(([name, { value }]): [string, Value][] => {
    const plain = evaluateStandalone(value);
    return isKnown(plain) ? [[name, plain]] : [];
  });
}

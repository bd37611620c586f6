import { posix } from "node:path";
import type { Attribute } from "../model/configuration";
import type { VariableFile } from "../model/variable-file";
import type { Subject } from "../subject";

/**
 * Whether Terraform takes the values of a file by itself, without `-var-file`.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
export const isLoaded = (file: string): boolean =>
  /^(terraform|.*\.auto)\.tfvars(\.json)?$/.test(posix.basename(file));

/** What Terraform takes by itself in a folder. */
export interface Loaded {
  /** By name; of several values the one that counts. */
  readonly values: ReadonlyMap<string, Attribute>;
  /** Whether all files could be read. */
  readonly isWhole: boolean;
}

/** The values that Terraform takes by itself in a folder. */
export function loadedIn(folder: string, { variableFiles }: Subject): Loaded {
  const files = variableFiles
    .filter(({ file, module }) => module === undefined && isLoaded(file))
    .filter(({ file }) => posix.dirname(posix.normalize(file)) === posix.normalize(folder))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return {
    values: new Map(files.flatMap(({ values }) => [...values])),
    isWhole: files.every(({ problems }) => problems.length === 0),
  };
}

/** `terraform.tfvars` comes first, the others by name; what comes later counts. */
function orderOf({ file }: VariableFile): string {
  const name = posix.basename(file);
  return `${/^terraform\.tfvars(\.json)?$/.test(name) ? 0 : 1}${name}`;
}

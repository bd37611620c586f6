import { posix } from "node:path";
import type { Attribute } from "../../terraform/configuration";
import type { VariableFile } from "../../terraform/variable-file";

/**
 * Whether Terraform loads a variable file automatically, without `-var-file`.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
export const isAutoLoaded = (file: string): boolean =>
  /^(terraform|.*\.auto)\.tfvars(\.json)?$/.test(posix.basename(file));

/** The values that Terraform loads automatically in a folder; the last of several counts. */
export const autoLoadedValues = (
  folder: string,
  files: readonly VariableFile[],
): ReadonlyMap<string, Attribute> =>
  new Map(
    files
      .filter(({ file, module }) => module === undefined && isAutoLoaded(file))
      .filter(({ file }) => posix.dirname(posix.normalize(file)) === folder)
      .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
      .flatMap(({ values }) => [...values]),
  );

/** Sorts `terraform.tfvars` first, the others by name. */
function orderOf({ file }: VariableFile): string {
  const name = posix.basename(file);
  return `${/^terraform\.tfvars(\.json)?$/.test(name) ? 0 : 1}${name}`;
}

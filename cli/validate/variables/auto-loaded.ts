import { posix } from "node:path";
import type { Attribute } from "../../terraform/configuration";
import type { VariableFile } from "../../terraform/variable-file";

/**
 * Whether Terraform takes the values of a file by itself, without `-var-file`.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
export const isAutoLoaded = (file: string): boolean =>
  /^(terraform|.*\.auto)\.tfvars(\.json)?$/.test(posix.basename(file));

/** The values that Terraform takes by itself in a folder; of several the one that counts. */
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

/** `terraform.tfvars` comes first, the others by name; what comes later counts. */
function orderOf({ file }: VariableFile): string {
  const name = posix.basename(file);
  return `${/^terraform\.tfvars(\.json)?$/.test(name) ? 0 : 1}${name}`;
}

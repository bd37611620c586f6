import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../project";
import type { KeptProvider } from "./kept-types";

const FOLDER = join(PROJECT_ROOT, "cli", "validate", "schema", "kept");

/** Files of the kept schemas, by the provider's address without the registry's host. */
const FILES: Readonly<Record<string, string>> = {
  "hashicorp/aws": "aws.json",
  "hashicorp/helm": "helm.json",
  "hashicorp/kubernetes": "kubernetes.json",
  "terraform.io/builtin/terraform": "terraform.json",
};

const read = new Map<string, unknown>();

/** The kept schema of a provider, where there is one. */
export function keptProvider(source: string): KeptProvider | undefined {
  const file = Object.hasOwn(FILES, source) ? FILES[source] : undefined;
  return file === undefined ? undefined : kept<KeptProvider>(file);
}

/** A file of this folder. Read when it is needed, since parsing JSON takes far less time than compiling it as code. */
export function kept<T>(file: string): T {
  if (!read.has(file)) read.set(file, JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
  return read.get(file) as T;
}

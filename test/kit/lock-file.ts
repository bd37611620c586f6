import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A provider's checksums, which Terraform writes one a line. */
const HASHES = /^ *hashes = \[\n(?: *"[^"]*",\n)* *\]\n/gm;

/**
 * Takes the checksums out of a folder's lock file and leaves the versions. Terraform compares each plugin with them
 * before every command, and so reads all 700 MB of the AWS provider; where there are none it has nothing to compare.
 * `init` checks and notes them anew.
 * https://developer.hashicorp.com/terraform/language/files/dependency-lock#checksum-verification
 */
export function forgetChecksums(folder: string): void {
  const file = join(folder, ".terraform.lock.hcl");
  if (existsSync(file)) writeFileSync(file, readFileSync(file, "utf8").replace(HASHES, ""));
}

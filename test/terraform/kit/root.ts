import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "../../kit/processes";
import { installStandIns } from "../../kit/schema-only-provider/install";
import { Terraform } from "../../kit/terraform";

const REQUIREMENTS = `
terraform {
  required_providers {
    helm = { source = "hashicorp/helm" }
    kubernetes = { source = "hashicorp/kubernetes" }
  }
}
`;

/** A Terraform root with both stand-ins installed, whose configuration a test writes. */
export interface Root {
  readonly terraform: Terraform;
  /** Replaces the root's configuration. */
  configure(hcl: string): void;
  /** Writes another file, such as a test. */
  write(name: string, content: string): void;
}

/** @param extraMirrors where the providers come from; none: from wherever the machine has them. */
export async function standInRoot(extraMirrors?: readonly string[]): Promise<Root> {
  const folder = tempDir("stand-in-");
  const mirrors = extraMirrors ?? [await installStandIns(["helm", "kubernetes"])];
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  write("versions.tf", REQUIREMENTS);
  const terraform = new Terraform(folder, { extraMirrors: mirrors });
  await terraform.init();
  return { terraform, configure: (hcl) => write("main.tf", hcl), write };
}

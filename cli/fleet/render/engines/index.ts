import type { Engine } from "../rendering";
import { atlantis } from "./atlantis";
import { githubActions } from "./github-actions";
import { gitlab } from "./gitlab";
import { hcpTerraform } from "./hcp-terraform";
import { terragrunt } from "./terragrunt";

/** What runs the roots, by the name that `--engine` takes; `terraform` is the roots alone. */
export const ENGINES = {
  terraform: () => [],
  terragrunt,
  "github-actions": githubActions,
  gitlab,
  atlantis,
  "hcp-terraform": hcpTerraform,
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof ENGINES;

/** Engines whose runners have no AWS profiles. */
export const HOSTED: readonly EngineName[] = ["github-actions", "gitlab", "hcp-terraform"];

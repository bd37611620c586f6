import type { Engine } from "../rendering";
import { atlantis } from "./atlantis";
import { githubActions } from "./github-actions";
import { gitlab } from "./gitlab";
import { hcpTerraform } from "./hcp-terraform";
import type { EngineName } from "./names";
import { terragrunt } from "./terragrunt";

/** What each engine adds to the roots. */
export const ENGINES: Readonly<Record<EngineName, Engine>> = {
  terraform: () => [],
  terragrunt,
  "github-actions": githubActions,
  gitlab,
  atlantis,
  "hcp-terraform": hcpTerraform,
};

/** Engines whose runners have no AWS profiles. */
export const HOSTED: readonly EngineName[] = ["github-actions", "gitlab", "hcp-terraform"];

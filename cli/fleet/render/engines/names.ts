/** What runs a fleet's roots, as `--engine` takes it; `terraform` is the roots alone. Importing it loads no engine. */
export const ENGINE_NAMES = [
  "terraform",
  "terragrunt",
  "github-actions",
  "gitlab",
  "atlantis",
  "hcp-terraform",
] as const;

export type EngineName = (typeof ENGINE_NAMES)[number];

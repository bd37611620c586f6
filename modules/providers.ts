import type { ProviderRequirement, ProviderRequirements } from "../lib/provider-requirements";

/** The providers that modules and stacks use, with the versions that they are tested with. */
export const PROVIDERS = {
  aws: { source: "hashicorp/aws", version: ">= 5.100, < 7" },
  helm: { source: "hashicorp/helm", version: ">= 3.1, < 4" },
  kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.36, < 4" },
  /** Of the stack apono-integration alone: no module needs it. */
  apono: { source: "apono-io/apono", version: ">= 1.9, < 2" },
} as const satisfies Record<string, ProviderRequirement>;

/** The requirements of a module or stack that uses these providers. */
export const requirements = (...names: readonly (keyof typeof PROVIDERS)[]): ProviderRequirements =>
  Object.fromEntries(names.map((name) => [name, PROVIDERS[name]]));

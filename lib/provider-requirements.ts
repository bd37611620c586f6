/** A provider as `required_providers` names it. */
export interface ProviderRequirement {
  /** Address in the registry, without the registry's host, so that Terraform and OpenTofu each use their own. */
  readonly source: string;
  /** Version range: a floor that has what the modules use, and a ceiling before the next untested major version. */
  readonly version: string;
}

/** Write-only arguments came with Terraform 1.11. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only */
export const TERRAFORM_VERSION = ">= 1.11";

export const PROVIDERS = {
  aws: { source: "hashicorp/aws", version: ">= 5.100, < 7" },
  helm: { source: "hashicorp/helm", version: ">= 3.1, < 4" },
  kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.36, < 4" },
  /** Of the stack apono-integration alone: no module needs it. */
  apono: { source: "apono-io/apono", version: ">= 1.9, < 2" },
} as const satisfies Record<string, ProviderRequirement>;

export type ProviderName = keyof typeof PROVIDERS;

/** The `terraform` settings of a module or stack that uses these providers. */
export const terraformRequirements = (providers: readonly ProviderName[]) => ({
  required_version: TERRAFORM_VERSION,
  required_providers: Object.fromEntries(providers.map((name) => [name, PROVIDERS[name]])),
});

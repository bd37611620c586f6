/** A provider as `required_providers` names it. */
export interface ProviderRequirement {
  /** Address in the registry, without the registry's host, so that Terraform and OpenTofu each use their own. */
  readonly source: string;
  /** Version range: a floor that has what the modules use, and a ceiling before the next untested major version. */
  readonly version: string;
}

/** Write-only arguments came with Terraform 1.11. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only */
export const TERRAFORM_VERSION = ">= 1.11";

/** Providers by their local name. */
export type ProviderRequirements = Readonly<Record<string, ProviderRequirement>>;

/** The `terraform` settings of a module or stack that uses these providers. */
export const terraformRequirements = (providers: ProviderRequirements) => ({
  required_version: TERRAFORM_VERSION,
  required_providers: { ...providers },
});

/** A provider as `required_providers` names it. */
export interface ProviderRequirement {
  /** Address in the registry, without its host, so that Terraform and OpenTofu each use their own. */
  readonly source: string;
  /** Version range: from the first version with what the modules use, up to the next untested major version. */
  readonly version: string;
}

/** Terraform 1.11 is the first version with write-only arguments. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only */
export const TERRAFORM_VERSION = ">= 1.11";

/** Providers by their local name. */
export type ProviderRequirements = Readonly<Record<string, ProviderRequirement>>;

/** The `terraform` settings of a module or stack that uses these providers. */
export const terraformRequirements = (providers: ProviderRequirements) => ({
  required_version: TERRAFORM_VERSION,
  required_providers: { ...providers },
});

/** A parameter of a type of integration, as the catalog answers it. */
export interface CatalogParam {
  readonly id: string;
  readonly label: string;
  readonly values: readonly string[];
  readonly default: string;
  readonly optional: boolean;
}

const param = (id: string, more: Partial<CatalogParam> = {}): CatalogParam => ({
  id,
  label: id,
  values: [],
  default: "",
  optional: true,
  ...more,
});

/** The types of integration that the stack makes, with their parameters; those of an organization are not public. */
export const CATALOG: Readonly<Record<string, readonly CatalogParam[]>> = {
  "aws-account": [
    param("region", { optional: false, values: ["us-east-1", "eu-central-1", "eu-west-1"] }),
    param("profile"),
    param("credentials_rotation_period_in_days"),
    param("credentials_cleanup_period_in_days"),
  ],
  "aws-organization": [
    param("region", { optional: false }),
    param("management_account_role_arn", { optional: false }),
  ],
};

/** What the catalog answers for a type. */
export const catalogEntry = (type: string, params: readonly CatalogParam[]) => ({
  name: type,
  type,
  description: type,
  requires_secret: false,
  supported_secret_types: [],
  params,
});

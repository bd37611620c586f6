/** Terraform's backend types that hold state for a stack. */
export const BACKENDS = [
  "azurerm",
  "consul",
  "cos",
  "gcs",
  "http",
  "kubernetes",
  "local",
  "oss",
  "pg",
  "s3",
];

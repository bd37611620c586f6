# Every input, with a value as it might be in production.

provider "aws" {
  region = var.region
}

module "apono_account" {
  source = "../.."

  connectorRoleArn = var.connector_role_arn
  connectorId      = "production"
  externalId       = "apono-production"

  memberRoleName               = "apono-account"
  rolePath                     = "/"
  memberPermissionsBoundaryArn = var.permissions_boundary_arn
  grantedRolesBoundaryArn      = var.permissions_boundary_arn
  exclusivePolicies            = true
  delegatedPermissionSets      = ["iam-access", "resource-tags-read", "s3-read"]

  nameSuffix = "production"
  tags       = { owner = "platform" }
}

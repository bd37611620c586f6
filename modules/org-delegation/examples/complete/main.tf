# Every input, with a value as it might be in production.

provider "aws" {
  region = var.region
}

module "apono_organization" {
  source = "../.."

  connectorRoleArn = var.connector_role_arn
  connectorId      = "production"
  externalId       = var.external_id

  organizationalUnitIds = var.organizational_unit_ids
  onlyAccountIds        = []
  excludedAccountIds    = ["222222222222"]
  callAs                = "SELF"

  managementRoleName               = "apono-management"
  memberRoleName                   = "apono-member"
  delegatedPermissionSets          = ["tagged-secrets", "ec2-read", "rds-read", "identity-center"]
  managementPermissionsBoundaryArn = var.permissions_boundary_arn

  maxConcurrentPercentage    = 25
  failureTolerancePercentage = 10

  nameSuffix = "production"
  tags       = { team = "platform" }
}

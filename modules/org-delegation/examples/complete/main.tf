# Every input, with a value as it might be in production.

provider "aws" {
  region = var.region
}

module "apono_organization" {
  source = "../.."

  connectorRoleArn = var.connector_role_arn
  connectorId      = "production"
  externalId       = "apono-production"

  organizationalUnitIds = var.organizational_unit_ids
  organizationalUnits   = {} # units of this apply, such as { apps = aws_organizations_organizational_unit.apps.id }
  # Or only these accounts: one of the two lists.
  onlyAccountIds     = []
  excludedAccountIds = var.excluded_account_ids

  managementRoleName               = "apono-organization"
  memberRoleName                   = "apono-account"
  rolePath                         = "/"
  createMemberBoundary             = true
  exclusivePolicies                = true # what is attached by hand is taken away
  managementPermissionsBoundaryArn = var.permissions_boundary_arn
  grantedRolesBoundaryArn          = var.permissions_boundary_arn
  delegatedPermissionSets          = ["iam-access", "identity-center", "resource-tags-read", "s3-read"]

  callAs                     = "SELF"
  maxConcurrentPercentage    = 25
  failureTolerancePercentage = 10

  nameSuffix = "production"
  tags       = { owner = "platform" }
}

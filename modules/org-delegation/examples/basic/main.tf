# The connector's role and the units: all that a delegation needs. With credentials of the management account.

provider "aws" {
  region = var.region
}

module "apono_organization" {
  source = "../.."

  connectorRoleArn      = var.connector_role_arn
  organizationalUnitIds = var.organizational_unit_ids
}

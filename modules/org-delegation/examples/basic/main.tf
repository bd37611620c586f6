# The connector's role and a unit: every account of the unit can be managed by the connector.

provider "aws" {
  region = var.region
}

module "apono_organization" {
  source = "../.."

  connectorRoleArn      = var.connector_role_arn
  organizationalUnitIds = var.organizational_unit_ids
}

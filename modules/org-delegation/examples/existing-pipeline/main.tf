# A pipeline that runs elsewhere and takes a role in the management account for this module alone.

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "management"
  region = var.region

  assume_role {
    role_arn     = var.management_deployment_role_arn
    session_name = "apono-organization"
  }
}

module "apono_organization" {
  source = "../.."

  providers = {
    aws = aws.management
  }

  connectorRoleArn      = var.connector_role_arn
  organizationalUnitIds = var.organizational_unit_ids
}

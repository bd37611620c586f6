# The connector that Apono runs itself: this account has a role for it, and nothing else.

provider "aws" {
  region = var.region
}

module "apono_account" {
  source = "../.."

  connectorRoleArn = var.apono_connector_role_arn
  externalId       = var.apono_external_id
}

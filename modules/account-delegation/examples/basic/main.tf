# The connector's role, wherever it runs: the connector can manage this account.

provider "aws" {
  region = var.region
}

module "apono_account" {
  source = "../.."

  connectorRoleArn = var.connector_role_arn
}

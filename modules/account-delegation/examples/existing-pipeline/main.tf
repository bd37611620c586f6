# A pipeline that runs elsewhere and takes a role in the account for this module alone.

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "account"
  region = var.region

  assume_role {
    role_arn     = var.account_deployment_role_arn
    session_name = "apono-account"
  }
}

module "apono_account" {
  source = "../.."

  providers = {
    aws = aws.account
  }

  connectorRoleArn = var.connector_role_arn
}

# A pipeline that has a provider for each account: the module takes the management account's.

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "management"
  region = var.region

  assume_role {
    role_arn     = var.management_deployment_role_arn
    session_name = "apono-delegation"
  }
}

# The role that the pipeline's connector has already; its own account is the default provider's.
data "aws_iam_role" "connector" {
  name = var.connector_role_name
}

module "apono_organization" {
  source = "../.."

  providers = {
    aws = aws.management
  }

  connectorRoleArn      = data.aws_iam_role.connector.arn
  organizationalUnitIds = var.organizational_unit_ids
}

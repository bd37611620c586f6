# A pipeline that has its providers already: the module makes none of its own and takes the one that it is given.

provider "aws" {
  region = var.region

  default_tags {
    tags = { pipeline = "platform" }
  }
}

provider "aws" {
  alias  = "workloads"
  region = var.region

  assume_role {
    role_arn     = var.deployment_role_arn
    session_name = "apono-connector"
  }
}

module "apono" {
  source = "../.."

  providers = {
    aws = aws.workloads
  }

  aponoToken  = var.apono_token
  subnetIds   = var.subnet_ids
  connectorId = "workloads"

  permissionsBoundaryArn = var.permissions_boundary_arn
}

# A token and subnets: all that a connector needs.

provider "aws" {
  region = var.region
}

module "apono" {
  source = "../.."

  aponoToken = var.apono_token
  subnetIds  = var.subnet_ids
}

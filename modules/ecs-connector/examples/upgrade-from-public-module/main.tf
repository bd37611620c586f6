# A configuration that used the public module: source, version and nameSuffix are what changed. See ../../UPGRADE.md.

provider "aws" {
  region = var.region
}

module "apono" {
  source = "../.."

  # What the names of the existing deployment end in; UPGRADE.md has the command that reads it from the state.
  nameSuffix = var.name_suffix

  aponoToken  = var.apono_token
  connectorId = "production"
  vpcId       = var.vpc_id
  subnetIds   = var.subnet_ids
}

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "apono" {
  source  = "app.terraform.io/acme/apono-org-delegation/aws"
  version = "~> 1.0"

  connectorRoleArn      = "arn:aws:iam::123456789012:role/apono-connector"
  organizationalUnitIds = ["ou-ab12-cdef3456"]
}

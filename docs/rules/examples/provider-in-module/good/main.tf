provider "aws" {
  region = "eu-central-1"
}

module "roles" {
  source = "./roles"
}

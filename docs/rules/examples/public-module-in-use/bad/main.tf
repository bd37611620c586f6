module "apono" {
  source = "github.com/apono-io/terraform-modules//aws/connector-with-permissions/stacks/apono-connector"

  aponoToken  = var.apono_token
  connectorId = "production"
  vpcId       = "vpc-0123456789abcdef0"
  subnetIds   = ["subnet-0123456789abcdef0"]
}

variable "apono_token" {
  sensitive = true
}

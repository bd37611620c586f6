module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  nameSuffix = "q3-Xw_0aBcE"

  aponoToken  = var.apono_token
  connectorId = "production"
  vpcId       = "vpc-0123456789abcdef0"
  subnetIds   = ["subnet-0123456789abcdef0"]
}

variable "apono_token" {
  sensitive = true
  ephemeral = true
}

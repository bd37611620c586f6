variable "apono_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoToken = var.apono_token
  subnetIds  = ["subnet-0123456789abcdef0"]
}

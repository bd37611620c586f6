variable "apono_token" {
  description = "The token from Apono's connector page"
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "subnet_ids" {
  description = "Subnets of one VPC, for example the private ones"
  type        = list(string)
}

variable "region" {
  description = "AWS region that the connector runs in"
  type        = string
  default     = "eu-central-1"
}

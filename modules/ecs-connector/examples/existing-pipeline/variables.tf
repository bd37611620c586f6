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

variable "deployment_role_arn" {
  description = "Role of the account that the connector runs in, which the pipeline assumes"
  type        = string
}

variable "permissions_boundary_arn" {
  description = "Managed policy that bounds every role of that account; null where there is none"
  type        = string
  default     = null
}

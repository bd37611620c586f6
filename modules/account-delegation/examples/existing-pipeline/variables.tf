variable "connector_role_arn" {
  description = "ARN of the connector's role: the output connector_role_arn of its module"
  type        = string
}

variable "region" {
  description = "AWS region of the provider; the role itself is in all regions"
  type        = string
  default     = "eu-central-1"
}

variable "account_deployment_role_arn" {
  description = "ARN of the role that the pipeline takes in the account"
  type        = string
}

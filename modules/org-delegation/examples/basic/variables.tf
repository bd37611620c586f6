variable "connector_role_arn" {
  description = "ARN of the connector's role: the output connector_role_arn of its module"
  type        = string
}

variable "organizational_unit_ids" {
  description = "Units whose accounts the connector manages, or the organization's root alone"
  type        = list(string)
}

variable "region" {
  description = "AWS region of the StackSet"
  type        = string
  default     = "eu-central-1"
}

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

variable "excluded_account_ids" {
  description = "Accounts of the units that the connector must not manage"
  type        = list(string)
  default     = []
}

variable "permissions_boundary_arn" {
  description = "ARN of the policy that bounds the role in the management account"
  type        = string
}

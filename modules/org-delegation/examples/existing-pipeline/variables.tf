variable "organizational_unit_ids" {
  description = "Units whose accounts the connector manages, or the organization's root alone"
  type        = list(string)
}

variable "region" {
  description = "AWS region that the StackSet is managed in"
  type        = string
  default     = "eu-central-1"
}

variable "management_deployment_role_arn" {
  description = "Role of the management account that the pipeline assumes"
  type        = string
}

variable "connector_role_name" {
  description = "Name of the connector's role"
  type        = string
}

variable "organizational_unit_ids" {
  description = "Units whose accounts the connector manages, or the organization's root alone"
  type        = list(string)
}

variable "region" {
  description = "AWS region that the StackSet is managed in"
  type        = string
  default     = "eu-central-1"
}

variable "connector_role_arn" {
  description = "ARN of the connector's role, in whichever account it runs"
  type        = string
}

variable "external_id" {
  description = "External id that the connector gives when it assumes the roles"
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Managed policy that bounds the role in the management account"
  type        = string
  default     = null
}

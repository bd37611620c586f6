variable "apono_connector_role_arn" {
  description = "ARN of the role of the connector that Apono runs, as Apono shows it"
  type        = string
}

variable "apono_external_id" {
  description = "External id that Apono shows beside it"
  type        = string
}

variable "region" {
  description = "AWS region of the provider; the role itself is in all regions"
  type        = string
  default     = "eu-central-1"
}

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

variable "vpc_id" {
  description = "The subnets' VPC"
  type        = string
  default     = null
}

variable "security_group_ids" {
  description = "Security groups for the tasks besides the connector's own"
  type        = list(string)
  default     = []
}

variable "cluster_arn" {
  description = "An existing ECS cluster; one is made where this is null"
  type        = string
  default     = null
}

variable "kms_key_arn" {
  description = "Key that encrypts the token's secret"
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Managed policy that bounds the roles"
  type        = string
  default     = null
}

variable "alert_topic_arns" {
  description = "SNS topics that are told when the connector is not well"
  type        = list(string)
  default     = []
}

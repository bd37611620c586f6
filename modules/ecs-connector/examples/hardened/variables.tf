variable "apono_token" {
  description = "The token from Apono's connector page"
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "subnet_ids" {
  description = "Private subnets of one VPC, in two availability zones"
  type        = list(string)
}

variable "kms_key_arn" {
  description = "Key that encrypts the token's secret and the logs; its policy must allow CloudWatch Logs to use it"
  type        = string
}

variable "permissions_boundary_arn" {
  description = "Managed policy that bounds the connector's roles, and every role that it creates"
  type        = string
}

variable "alert_topic_arn" {
  description = "SNS topic that is told when the connector is not well"
  type        = string
}

variable "region" {
  description = "AWS region that the connector runs in"
  type        = string
  default     = "eu-central-1"
}

variable "apono_token" {
  description = "The token from Apono's connector page"
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "cluster_name" {
  description = "Name of the EKS cluster"
  type        = string
}

variable "region" {
  description = "AWS region that the connector runs in"
  type        = string
  default     = "eu-central-1"
}

variable "oidc_provider_arn" {
  description = "The cluster's IAM OIDC provider; looked up where this is null"
  type        = string
  default     = null
}

variable "chart_version" {
  description = "Exact version of the chart; the newest at the first installation where this is null"
  type        = string
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Managed policy that bounds the role"
  type        = string
  default     = null
}

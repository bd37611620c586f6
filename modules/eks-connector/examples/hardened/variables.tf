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

variable "permissions_boundary_arn" {
  description = "Managed policy that bounds the connector's role, and every role that it creates"
  type        = string
}

variable "chart_repository" {
  description = "OCI registry that mirrors Apono's chart, such as oci://registry.example.com/charts"
  type        = string
}

variable "chart_version" {
  description = "Version of the chart in it"
  type        = string
}

variable "image_repository" {
  description = "Mirror of the connector's image that the nodes can pull from, such as in ECR"
  type        = string
}

variable "connector_version" {
  description = "Tag of the image in it"
  type        = string
}

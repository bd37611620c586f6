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

variable "private_subnet_ids" {
  description = "Subnets of the cluster's VPC for the pods: private, with a way out to the internet"
  type        = list(string)
}

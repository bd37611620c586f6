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

variable "name_suffix" {
  description = "Suffix of the names that the public module gave, such as q3-Xw_0aBcE"
  type        = string
}

variable "vpc_id" {
  description = "The subnets' VPC, as the public module was given it; may go"
  type        = string
  default     = null
}

# A substitute for the connector's role, for `npm run prove -- org`. The caller's account can assume it, and it can assume the
# same roles as a connector.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

variable "name" {
  type        = string
  description = "Name of the role."
}

data "aws_caller_identity" "this" {}
data "aws_partition" "this" {}

resource "aws_iam_role" "this" {
  name = var.name
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:${data.aws_partition.this.partition}:iam::${data.aws_caller_identity.this.account_id}:root" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  role = aws_iam_role.this.name
  name = "assume"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sts:AssumeRole"
      Resource = "arn:${data.aws_partition.this.partition}:iam::*:role/apono-*"
    }]
  })
}

output "role_arn" {
  description = "ARN of the role, available after its policy is attached"
  value       = aws_iam_role.this.arn
  depends_on  = [aws_iam_role_policy.this]
}

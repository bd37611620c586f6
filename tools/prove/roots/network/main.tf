# One public subnet with a route to the internet, for `npm run prove -- ecs --make-network`.

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
  description = "Name of all resources."
}

locals {
  tags = { Name = var.name }
}

resource "aws_vpc" "this" {
  cidr_block = "10.111.0.0/24"
  tags       = local.tags
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = local.tags
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.111.0.0/25"
  tags       = local.tags
}

resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
  tags   = local.tags
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.this.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "this" {
  route_table_id = aws_route_table.this.id
  subnet_id      = aws_subnet.this.id
  depends_on     = [aws_route.internet]
}

output "subnet_id" {
  description = "ID of the subnet, available after its route exists"
  value       = aws_route_table_association.this.subnet_id
}

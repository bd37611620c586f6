# An account with one VPC, four subnets behind a NAT gateway, and nothing else that a test does not say.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_region" {
  defaults = { id = "eu-central-1" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_subnets" {
  defaults = {
    ids = ["subnet-aaaaaaaa", "subnet-bbbbbbbb", "subnet-cccccccc", "subnet-dddddddd"]
  }
}

mock_data "aws_subnet" {
  defaults = { vpc_id = "vpc-aaaaaaaa" }
}

mock_data "aws_route_tables" {
  defaults = { ids = ["rtb-aaaaaaaa"] }
}

mock_data "aws_route_table" {
  defaults = {
    routes = [
      { cidr_block = "10.0.0.0/16", gateway_id = "local" },
      { cidr_block = "0.0.0.0/0", nat_gateway_id = "nat-aaaaaaaa" },
    ]
  }
}

mock_data "aws_security_groups" {
  defaults = { ids = ["sg-aaaaaaaa"], vpc_ids = ["vpc-aaaaaaaa"] }
}

mock_data "aws_secretsmanager_secrets" {
  defaults = {
    arns = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"]
  }
}

mock_data "aws_ecs_clusters" {
  defaults = { cluster_arns = ["arn:aws:ecs:eu-central-1:123456789012:cluster/main"] }
}

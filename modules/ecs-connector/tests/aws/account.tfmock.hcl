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
      {
        cidr_block                = "10.0.0.0/16", gateway_id = "local",
        ipv6_cidr_block           = "", destination_prefix_list_id = "", nat_gateway_id = "",
        transit_gateway_id        = "", vpc_endpoint_id = "", core_network_arn = "",
        vpc_peering_connection_id = "", local_gateway_id = "", carrier_gateway_id = "",
        egress_only_gateway_id    = "", network_interface_id = "", instance_id = "",
      },
      {
        cidr_block                = "0.0.0.0/0", nat_gateway_id = "nat-aaaaaaaa",
        ipv6_cidr_block           = "", destination_prefix_list_id = "", gateway_id = "",
        transit_gateway_id        = "", vpc_endpoint_id = "", core_network_arn = "",
        vpc_peering_connection_id = "", local_gateway_id = "", carrier_gateway_id = "",
        egress_only_gateway_id    = "", network_interface_id = "", instance_id = "",
      },
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

mock_data "aws_secretsmanager_secret" {
  defaults = { kms_key_id = "" }
}

mock_data "aws_ecs_clusters" {
  defaults = { cluster_arns = ["arn:aws:ecs:eu-central-1:123456789012:cluster/main"] }
}

# OpenTofu makes up what only an apply tells as early as at plan.
mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/apono-made" }
}

# The truth table of `assignPublicIp`, the other ways in which AWS writes the same targets, and IPv6.
# A mocked provider fills what is left out with random text, so every target is given, empty as AWS gives it.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
}

run "gateway_load_balancer_endpoint" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "vpce-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "vpc-endpoint" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "local_gateway_as_gateway_id" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "lgw-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "local-gateway" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "carrier_gateway_as_gateway_id" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "cagw-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "carrier-gateway" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "nat_instance" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "i-aaaaaaaa",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "network-interface" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "target_that_aws_added_since" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "newgw-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "other" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "egress_only_gateway_as_gateway_id" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        ipv6_cidr_block      = "::/0",
        gateway_id           = "eigw-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        cidr_block           = "", destination_prefix_list_id = "",
      }]
    }
  }
  expect_failures = [aws_ecs_service.connector]
}

run "internet_gateway_over_ipv6_only" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        ipv6_cidr_block      = "::/0",
        gateway_id           = "igw-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        cidr_block           = "", destination_prefix_list_id = "",
      }]
    }
  }
  expect_failures = [aws_ecs_service.connector]
}

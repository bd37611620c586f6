# The truth table of `assignPublicIp`, row by row: what the subnet's default route goes to decides.
# A mocked provider fills what is left out with random text, so every target is given, empty as AWS gives it.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa"]
}

run "internet_gateway" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "igw-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "internet-gateway" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "nat_gateway" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "nat-aaaaaaaa", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "nat-gateway" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "transit_gateway" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "tgw-aaaaaaaa",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "transit-gateway" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "firewall_endpoint" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "vpce-aaaaaaaa", core_network_arn = "", vpc_peering_connection_id = "",
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

run "virtual_private_gateway" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "vgw-aaaaaaaa", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "virtual-private-gateway" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "core_network" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "arn:aws:networkmanager::123456789012:core-network/core-network-aaaaaaaa", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "core-network" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "vpc_peering" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "pcx-aaaaaaaa",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "vpc-peering" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "local_gateway" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "lgw-aaaaaaaa", carrier_gateway_id = "", egress_only_gateway_id = "",
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

run "carrier_gateway" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "cagw-aaaaaaaa", egress_only_gateway_id = "",
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

run "network_interface" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "eni-aaaaaaaa", instance_id = "",
        ipv6_cidr_block      = "", destination_prefix_list_id = "",
      }]
    }
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == { subnet-aaaaaaaa = "network-interface" }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "egress_only_gateway" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        ipv6_cidr_block      = "::/0",
        gateway_id           = "", nat_gateway_id = "", transit_gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "eigw-aaaaaaaa",
        network_interface_id = "", instance_id = "",
        cidr_block           = "", destination_prefix_list_id = "",
      }]
    }
  }
  expect_failures = [aws_ecs_service.connector]
}

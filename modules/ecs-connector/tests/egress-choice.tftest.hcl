# What counts besides the target: several subnets, no way out, which route table, and who says otherwise.

mock_provider "aws" {
  source = "./tests/aws"
}

variables {
  aponoToken = "token"
  subnetIds  = ["subnet-aaaaaaaa", "subnet-bbbbbbbb"]
}

run "all_private" {
  command = plan
  override_data {
    target = data.aws_route_table.effective[1]
    values = {
      routes = [{
        cidr_block           = "0.0.0.0/0", nat_gateway_id = "", transit_gateway_id = "tgw-aaaaaaaa",
        ipv6_cidr_block      = "", destination_prefix_list_id = "", gateway_id = "",
        vpc_endpoint_id      = "", core_network_arn = "", vpc_peering_connection_id = "",
        local_gateway_id     = "", carrier_gateway_id = "", egress_only_gateway_id = "",
        network_interface_id = "", instance_id = "",
      }]
    }
  }
  assert {
    condition = !output.assign_public_ip && output.egress == {
      subnet-aaaaaaaa = "nat-gateway"
      subnet-bbbbbbbb = "transit-gateway"
    }
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "all_public" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = { routes = [{
      cidr_block                = "0.0.0.0/0", gateway_id = "igw-aaaaaaaa",
      ipv6_cidr_block           = "", destination_prefix_list_id = "", nat_gateway_id = "",
      transit_gateway_id        = "", vpc_endpoint_id = "", core_network_arn = "",
      vpc_peering_connection_id = "", local_gateway_id = "", carrier_gateway_id = "",
      egress_only_gateway_id    = "", network_interface_id = "", instance_id = "",
    }] }
  }
  assert {
    condition     = output.assign_public_ip
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
  assert {
    condition     = aws_ecs_service.connector.network_configuration[0].assign_public_ip
    error_message = "the service does not get what was derived"
  }
}

run "mixed" {
  command = plan
  override_data {
    target = data.aws_route_table.effective[1]
    values = { routes = [{
      cidr_block                = "0.0.0.0/0", gateway_id = "igw-aaaaaaaa",
      ipv6_cidr_block           = "", destination_prefix_list_id = "", nat_gateway_id = "",
      transit_gateway_id        = "", vpc_endpoint_id = "", core_network_arn = "",
      vpc_peering_connection_id = "", local_gateway_id = "", carrier_gateway_id = "",
      egress_only_gateway_id    = "", network_interface_id = "", instance_id = "",
    }] }
  }
  expect_failures = [aws_ecs_service.connector]
}

run "none" {
  command = plan
  override_data {
    target = data.aws_route_table.effective[1]
    values = { routes = [{
      cidr_block                = "10.0.0.0/16", gateway_id = "local",
      ipv6_cidr_block           = "", destination_prefix_list_id = "", nat_gateway_id = "",
      transit_gateway_id        = "", vpc_endpoint_id = "", core_network_arn = "",
      vpc_peering_connection_id = "", local_gateway_id = "", carrier_gateway_id = "",
      egress_only_gateway_id    = "", network_interface_id = "", instance_id = "",
    }] }
  }
  expect_failures = [aws_ecs_service.connector]
}

run "no_routes_at_all" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = { routes = [] }
  }
  expect_failures = [aws_ecs_service.connector]
}

# A route to the internet gateway that is not the default route makes no subnet public.
run "internet_gateway_for_some_addresses_only" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [
        {
          cidr_block                = "203.0.113.0/24", gateway_id = "igw-aaaaaaaa",
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
  assert {
    condition     = !output.assign_public_ip
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

# Apono and its registry are reached over IPv4, so that is the default route that counts.
run "ipv4_counts_before_ipv6" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [
        {
          ipv6_cidr_block    = "::/0", egress_only_gateway_id = "eigw-aaaaaaaa",
          cidr_block         = "", destination_prefix_list_id = "", gateway_id = "",
          nat_gateway_id     = "", transit_gateway_id = "", vpc_endpoint_id = "",
          core_network_arn   = "", vpc_peering_connection_id = "", local_gateway_id = "",
          carrier_gateway_id = "", network_interface_id = "", instance_id = "",
        },
        {
          cidr_block                = "0.0.0.0/0", gateway_id = "igw-aaaaaaaa",
          ipv6_cidr_block           = "", destination_prefix_list_id = "", nat_gateway_id = "",
          transit_gateway_id        = "", vpc_endpoint_id = "", core_network_arn = "",
          vpc_peering_connection_id = "", local_gateway_id = "", carrier_gateway_id = "",
          egress_only_gateway_id    = "", network_interface_id = "", instance_id = "",
        },
      ]
    }
  }
  assert {
    condition     = output.assign_public_ip && output.egress["subnet-aaaaaaaa"] == "internet-gateway"
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "attributes_that_the_provider_leaves_empty" {
  command = plan
  override_data {
    target = data.aws_route_table.effective
    values = {
      routes = [{
        cidr_block         = "0.0.0.0/0"
        gateway_id         = "igw-aaaaaaaa"
        nat_gateway_id     = ""
        transit_gateway_id = ""
        instance_id        = "",
        ipv6_cidr_block    = "", destination_prefix_list_id = "", vpc_endpoint_id = "",
        core_network_arn   = "", vpc_peering_connection_id = "", local_gateway_id = "",
        carrier_gateway_id = "", egress_only_gateway_id = "", network_interface_id = "",
      }]
    }
  }
  assert {
    condition     = output.assign_public_ip
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

run "own_route_table_before_the_main_one" {
  command = plan
  override_data {
    target = data.aws_route_tables.associated[0]
    values = { ids = ["rtb-bbbbbbbb"] }
  }
  override_data {
    target = data.aws_route_tables.associated[1]
    values = { ids = [] }
  }
  override_data {
    target = data.aws_route_tables.main
    values = { ids = ["rtb-cccccccc"] }
  }
  assert {
    condition = [for table in data.aws_route_table.effective : table.route_table_id] == [
      "rtb-bbbbbbbb", "rtb-cccccccc",
    ]
    error_message = jsonencode(data.aws_route_table.effective[*].route_table_id)
  }
}

run "explicit_true_reads_no_route" {
  command = plan
  variables {
    assignPublicIp = true
  }
  assert {
    condition     = output.assign_public_ip && output.egress == {}
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
  assert {
    condition     = length(data.aws_route_table.effective) + length(data.aws_route_tables.main) == 0
    error_message = "route tables are read, which nothing needs"
  }
}

run "explicit_false_reads_no_route" {
  command = plan
  variables {
    assignPublicIp = false
  }
  assert {
    condition     = !output.assign_public_ip && output.egress == {}
    error_message = jsonencode([output.assign_public_ip, output.egress])
  }
}

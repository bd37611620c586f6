/** Terraform wants every attribute of a route that is written as a list. */
export const ROUTE_ATTRIBUTES = [
  "carrier_gateway_id",
  "cidr_block",
  "core_network_arn",
  "destination_prefix_list_id",
  "egress_only_gateway_id",
  "gateway_id",
  "ipv6_cidr_block",
  "local_gateway_id",
  "nat_gateway_id",
  "network_interface_id",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
];

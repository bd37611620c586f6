import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import type { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { type Expression, type StringMap, type Value, hcl, rawHcl, text } from "../../lib/hcl";
import { addPreconditions } from "../../lib/terraform-features";
import { type Names, nameExpression } from "../naming-expressions";
import { GATEWAY_SERVICE } from "./endpoint-services";

export interface VpcEndpointsProps {
  /** Among {@link ENDPOINT_SERVICES}. */
  readonly services: Value<readonly string[]>;
  readonly vpcId: Expression<string>;
  readonly subnets: DataAwsSubnet;
  /** The route tables of the subnets. */
  readonly routeTableIds: Expression<readonly string[]>;
  readonly names: Names;
  readonly tags: Value<StringMap>;
}

/** A pending change upstream defers the lookup of the service, and an unknown service would replace the endpoint. */
const KEEPS_ITS_SERVICE = { ignoreChanges: ["service_name"] };

/** VPC endpoints for the connector's calls; each serves the whole VPC, so that nothing else in it loses its way. */
export class VpcEndpoints extends Construct {
  /** The security group of the interface endpoints; empty without any. */
  readonly securityGroupIds: Expression<readonly string[]>;
  /** The prefix list of the gateway endpoint; empty without it. */
  readonly prefixListIds: Expression<readonly string[]>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VpcEndpointsProps,
  ) {
    super(scope, id);
    const interfaces = hcl`[for service in ${props.services} : service if service != ${GATEWAY_SERVICE}]`;
    const group = this.makeSecurityGroup(this.findVpc(interfaces), interfaces);
    this.makeInterfaces(interfaces, group);
    const gateway = this.makeGateway();
    this.securityGroupIds = hcl`${group.fqn}[*].id`;
    this.prefixListIds = hcl`${gateway.fqn}[*].prefix_list_id`;
  }

  private findVpc(interfaces: Expression<readonly string[]>): DataAwsVpc {
    const vpc = new DataAwsVpc(this, "data.aws_vpc.endpoints", {
      id: this.props.vpcId.asString,
    });
    vpc.addOverride("count", hcl`length(${interfaces}) > 0 ? 1 : 0`);
    return vpc;
  }

  /** Lets in the VPC: the names of the services resolve to the endpoints for everything in it. */
  private makeSecurityGroup(
    vpc: DataAwsVpc,
    interfaces: Expression<readonly string[]>,
  ): SecurityGroup {
    const { vpcId, names, tags } = this.props;
    const group = new SecurityGroup(this, "aws_security_group.endpoints", {
      namePrefix: `${nameExpression("endpointsSecurityGroup", names).asString}-`,
      description: "VPC endpoints of the Apono connector",
      vpcId: vpcId.asString,
      ingress: hcl`[${{
        description: "HTTPS from the VPC",
        protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_blocks: hcl`${vpc.fqn}[0].cidr_block_associations[*].cidr_block`,
        // The endpoints have IPv4 addresses only.
        ipv6_cidr_blocks: [],
        prefix_list_ids: [],
        security_groups: [],
        self: false,
      }}]`,
      egress: hcl`[]`,
      tags: hcl`${tags}`.asMap,
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["name", "name_prefix"] },
    });
    group.addOverride("count", hcl`length(${interfaces}) > 0 ? 1 : 0`);
    addPreconditions(group, [
      {
        condition: hcl`${vpc.fqn}[0].enable_dns_support && ${vpc.fqn}[0].enable_dns_hostnames`,
        errorMessage: text`egress.vpcEndpoints: ${vpcId} has DNS support or DNS host names off, so that the services' names would not resolve to the endpoints. Set enableDnsSupport and enableDnsHostnames of the VPC.`,
      },
    ]);
    return group;
  }

  private makeInterfaces(interfaces: Expression<readonly string[]>, group: SecurityGroup): void {
    const { vpcId, subnets, tags } = this.props;
    const service = this.findService("interface", "Interface", hcl`toset(${interfaces})`);
    // An endpoint takes one subnet of a zone, and not every service is in every zone.
    const zones = hcl`{ for subnet in ${subnets.fqn} : subnet.availability_zone => subnet.id... }`;
    const endpoint = new VpcEndpoint(this, "aws_vpc_endpoint.interface", {
      vpcId: vpcId.asString,
      vpcEndpointType: "Interface",
      serviceName: hcl`${service.fqn}[each.key].service_name`.asString,
      privateDnsEnabled: true,
      subnetIds:
        hcl`[for zone, ids in ${zones} : ids[0] if contains(${service.fqn}[each.key].availability_zones, zone)]`
          .asList,
      securityGroupIds: hcl`${group.fqn}[*].id`.asList,
      tags: hcl`${tags}`.asMap,
      lifecycle: KEEPS_ITS_SERVICE,
    });
    endpoint.addOverride("for_each", hcl`toset(${interfaces})`);
  }

  private makeGateway(): VpcEndpoint {
    const { services, vpcId, routeTableIds, tags } = this.props;
    const wanted = hcl`toset([for service in ${services} : service if service == ${GATEWAY_SERVICE}])`;
    const service = this.findService("gateway", "Gateway", wanted);
    const endpoint = new VpcEndpoint(this, "aws_vpc_endpoint.gateway", {
      vpcId: vpcId.asString,
      vpcEndpointType: "Gateway",
      serviceName: hcl`${service.fqn}[${GATEWAY_SERVICE}].service_name`.asString,
      routeTableIds: routeTableIds.asList,
      tags: hcl`${tags}`.asMap,
      lifecycle: KEEPS_ITS_SERVICE,
    });
    endpoint.addOverride("count", hcl`contains(${services}, ${GATEWAY_SERVICE}) ? 1 : 0`);
    return endpoint;
  }

  /** The full name depends on the partition; a service that the region does not have is an error at plan. */
  private findService(
    name: string,
    serviceType: "Interface" | "Gateway",
    services: Expression<readonly string[]>,
  ): DataAwsVpcEndpointService {
    const found = new DataAwsVpcEndpointService(this, `data.aws_vpc_endpoint_service.${name}`, {
      service: rawHcl("each.key").asString,
      serviceType,
    });
    found.addOverride("for_each", services);
    return found;
  }
}

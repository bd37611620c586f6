import { type ServiceRequests, arnAt, request } from "./request";

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html */
export const ec2Requests = (): ServiceRequests => {
  // The one VPC that groups are made in.
  let vpc: string | undefined;
  return (action, parameters, place) => {
    const { text, has, listed } = parameters;
    const named = `ec2:${action}`;
    const group = (id: string) => arnAt(place, "ec2", `security-group/${id}`);
    if (action === "DescribeVpcAttribute")
      return [request(named, arnAt(place, "ec2", `vpc/${text("VpcId")}`))];
    if (action.startsWith("Describe") || action.startsWith("Get")) return [request(named)];
    if (action === "CreateSecurityGroup") {
      const made = group("*");
      vpc = arnAt(place, "ec2", `vpc/${text("VpcId")}`);
      return [
        request(named, made),
        request(named, vpc),
        ...(has("TagSpecification")
          ? [request("ec2:CreateTags", made, { "ec2:CreateAction": action, "ec2:Vpc": vpc })]
          : []),
      ];
    }
    const endpoint = (name: string) => arnAt(place, "ec2", `vpc-endpoint/${name}`);
    if (action === "DeleteVpcEndpoints")
      return listed("VpcEndpointId").map((each) => request(named, endpoint(each)));
    if (action === "CreateVpcEndpoint" || action === "ModifyVpcEndpoint") {
      const made = endpoint(text("VpcEndpointId") ?? "*");
      const zone = `arn:${place.partition}:route53:::hostedzone/*`;
      return [
        request(named, made),
        ...["SubnetId", "AddSubnetId", "RemoveSubnetId"].flatMap((name) =>
          listed(name).map((each) => request(named, arnAt(place, "ec2", `subnet/${each}`))),
        ),
        ...["RouteTableId", "AddRouteTableId", "RemoveRouteTableId"].flatMap((name) =>
          listed(name).map((each) => request(named, arnAt(place, "ec2", `route-table/${each}`))),
        ),
        ...["SecurityGroupId", "AddSecurityGroupId", "RemoveSecurityGroupId"].flatMap((name) =>
          listed(name).map((each) => request(named, group(each))),
        ),
        ...(text("VpcId") === undefined
          ? []
          : [request(named, arnAt(place, "ec2", `vpc/${text("VpcId")}`))]),
        ...(has("TagSpecification")
          ? [request("ec2:CreateTags", made, { "ec2:CreateAction": action })]
          : []),
        // https://github.com/hasura/ddn-docs/pull/1075
        ...(text("PrivateDnsEnabled") === "true"
          ? [request("route53:AssociateVPCWithHostedZone", zone)]
          : []),
      ];
    }
    const id = text("GroupId") ?? text("ResourceId.1");
    if (id?.startsWith("vpce-")) return [request(named, endpoint(id))];
    if (id?.startsWith("sg-"))
      return [request(named, group(id), vpc === undefined ? {} : { "ec2:Vpc": vpc })];
    throw new Error(`Nothing is known of what IAM checks for ${named}: add it to this file.`);
  };
};

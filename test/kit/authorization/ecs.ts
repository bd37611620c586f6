import { type Parameters, type ServiceRequests, arnAt, asArn, request } from "./request";

/** What is made with tags is checked for tagging, too. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html */
const tagging = (action: string, { has }: Parameters, resource: string) =>
  has("tags") ? [request("ecs:TagResource", resource, { "ecs:CreateAction": action })] : [];

export const ecsRequests: ServiceRequests = (action, parameters, place) => {
  const { text, json } = parameters;
  const named = `ecs:${action}`;
  const cluster = asArn(
    text("clusterName") ??
      text("cluster") ??
      (json["clusters"] as string[] | undefined)?.[0] ??
      "*",
    (name) => arnAt(place, "ecs", `cluster/${name}`),
  );
  const inCluster = (name: string) =>
    arnAt(place, "ecs", `service/${cluster.split(":cluster/")[1]}/${name}`);
  switch (action) {
    case "CreateCluster":
      return [
        request(named, cluster),
        ...tagging(action, parameters, cluster),
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html
        request(
          "iam:CreateServiceLinkedRole",
          `arn:${place.partition}:iam::${place.accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
          { "iam:AWSServiceName": "ecs.amazonaws.com" },
        ),
      ];
    case "CreateService":
    case "UpdateService":
    case "DeleteService": {
      const service = asArn(text("service") ?? text("serviceName")!, inCluster);
      const tags = action === "CreateService" ? tagging(action, parameters, service) : [];
      return [request(named, service), ...tags];
    }
    case "DescribeServices":
      return (json["services"] as string[]).map((name) => request(named, asArn(name, inCluster)));
    case "RegisterTaskDefinition": {
      const family = arnAt(place, "ecs", `task-definition/${text("family")}:*`);
      const roles = [text("taskRoleArn"), text("executionRoleArn")].filter((role) => role != null);
      return [
        request(named, family),
        ...tagging(action, parameters, family),
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
        ...roles.map((role) =>
          request("iam:PassRole", role, { "iam:PassedToService": "ecs-tasks.amazonaws.com" }),
        ),
      ];
    }
    case "DescribeTaskDefinition":
    case "DeregisterTaskDefinition":
    case "ListClusters":
      return [request(named)];
    case "TagResource":
    case "UntagResource":
    case "ListTagsForResource":
      return [request(named, text("resourceArn"))];
    default:
      return [request(named, cluster)];
  }
};

import {
  ANY,
  type Deployment,
  EVERYTHING,
  type Needs,
  arnIn,
  nameIn,
  iamArn,
  textOf,
} from "../deployment";
import { foundRoleArns, roleArns } from "../roles";

/** Name of the cluster that the service runs in. */
const clusterName = (deployment: Deployment): string =>
  deployment.anyInputs
    ? ANY
    : (textOf(deployment, "clusterArn")?.split(":cluster/")[1] ??
      (deployment.inputs["createCluster"] === false ? ANY : nameIn(deployment, "cluster")));

const clusterArn = (deployment: Deployment): string =>
  arnIn(deployment, "ecs", `cluster/${nameIn(deployment, "cluster")}`);

const serviceArn = (deployment: Deployment): string =>
  arnIn(deployment, "ecs", `service/${clusterName(deployment)}/${nameIn(deployment, "service")}`);

const taskDefinitionArn = (deployment: Deployment): string =>
  arnIn(deployment, "ecs", `task-definition/${nameIn(deployment, "taskFamily")}:*`);

export const ECS_NEEDS = {
  aws_ecs_cluster: (deployment) => [
    {
      sid: "Cluster",
      actions: [
        "ecs:CreateCluster",
        "ecs:DescribeClusters",
        "ecs:UpdateCluster",
        "ecs:DeleteCluster",
        "ecs:ListTagsForResource",
        "ecs:TagResource",
        "ecs:UntagResource",
      ],
      resources: [clusterArn(deployment)],
    },
    {
      sid: "ServiceLinkedRole",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: [
        iamArn(deployment, "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"),
      ],
      condition: { StringEquals: { "iam:AWSServiceName": "ecs.amazonaws.com" } },
      why: "ECS makes it with an account's first cluster: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html",
    },
  ],
  aws_ecs_cluster_capacity_providers: (deployment) => [
    {
      sid: "Cluster",
      actions: ["ecs:PutClusterCapacityProviders", "ecs:DescribeClusters"],
      resources: [clusterArn(deployment)],
    },
  ],
  aws_ecs_task_definition: (deployment) => [
    {
      sid: "TaskDefinitions",
      actions: ["ecs:RegisterTaskDefinition", "ecs:TagResource"],
      resources: [taskDefinitionArn(deployment)],
    },
    {
      sid: "Lookups",
      actions: ["ecs:DescribeTaskDefinition"],
      resources: EVERYTHING,
    },
    {
      sid: "PassRoles",
      actions: ["iam:PassRole"],
      resources: [...roleArns(deployment), ...foundRoleArns(deployment)],
      condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      why: "A task definition names both roles: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html",
    },
  ],
  aws_ecs_service: (deployment) => [
    {
      sid: "Service",
      actions: [
        "ecs:CreateService",
        "ecs:DescribeServices",
        "ecs:UpdateService",
        "ecs:DeleteService",
        "ecs:TagResource",
        "ecs:UntagResource",
      ],
      resources: [serviceArn(deployment)],
    },
  ],
  "data.aws_ecs_service": (deployment) => [
    { sid: "Service", actions: ["ecs:DescribeServices"], resources: [serviceArn(deployment)] },
  ],
  "data.aws_ecs_clusters": () => [
    { sid: "Lookups", actions: ["ecs:ListClusters"], resources: EVERYTHING },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

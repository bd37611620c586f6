import type { Deployment } from "../deployment";

/** Read-only commands for the user to run, each to check one thing. */

const region = ({ region }: Deployment) => (region === undefined ? "" : ` --region ${region}`);

const ofService = ({ ecs }: Deployment) =>
  ecs === undefined ? "" : `--cluster ${ecs.clusterArn} --services ${ecs.serviceName}`;

const inNamespace = ({ kubernetes }: Deployment) =>
  `kubectl --namespace ${kubernetes?.namespace ?? "apono-connector"}`;

/** The command for ECS or for Kubernetes. */
const on =
  (ecs: (deployment: Deployment) => string, kubernetes: (deployment: Deployment) => string) =>
  (deployment: Deployment): string =>
    deployment.kubernetes === undefined ? ecs(deployment) : kubernetes(deployment);

const describeService = (query: string) => (deployment: Deployment) =>
  `aws ecs describe-services ${ofService(deployment)}${region(deployment)} --query '${query}'`;

export const events = on(
  describeService("services[0].events[:10].message"),
  (deployment) => `${inNamespace(deployment)} get events --sort-by=.metadata.creationTimestamp`,
);

export const pods = (deployment: Deployment) => `${inNamespace(deployment)} describe pods`;

/** The subnets and security groups that tasks start in. */
export const network = on(
  describeService("services[0].networkConfiguration.awsvpcConfiguration"),
  pods,
);

/** Checks the route to the internet. */
export const internetRoute = on(() => "apono-connector doctor --module ecs-connector", pods);

export const image = on(
  ({ ecs, ...deployment }) =>
    `aws ecs describe-task-definition --task-definition $(${describeService("services[0].taskDefinition")({ ecs, ...deployment })} --output text)${region(deployment)} --query 'taskDefinition.[containerDefinitions[0].image,runtimePlatform]'`,
  (deployment) =>
    `${inNamespace(deployment)} get deployments -o jsonpath='{..containers[*].image}'`,
);

/** The tasks that stopped within the last hour; ECS does not list older ones. */
export const stoppedTasks = on(
  (deployment) =>
    `aws ecs list-tasks --cluster ${deployment.ecs?.clusterArn} --service-name ${deployment.ecs?.serviceName} --desired-status STOPPED${region(deployment)}`,
  pods,
);

export const roles = on(
  (deployment) =>
    `aws ecs describe-task-definition --task-definition $(${describeService("services[0].taskDefinition")(deployment)} --output text)${region(deployment)} --query 'taskDefinition.[taskRoleArn,executionRoleArn]'`,
  (deployment) => `${inNamespace(deployment)} get serviceaccounts -o yaml`,
);

export const quotas = on(
  (deployment) =>
    `aws service-quotas list-service-quotas --service-code fargate${region(deployment)}`,
  (deployment) => `${inNamespace(deployment)} describe resourcequotas`,
);

export const zones = (deployment: Deployment) =>
  `aws ec2 describe-subnets --subnet-ids $(${describeService("services[0].networkConfiguration.awsvpcConfiguration.subnets")(deployment)} --output text)${region(deployment)} --query 'Subnets[].[SubnetId,AvailabilityZoneId,AvailableIpAddressCount]'`;

export const freeAddresses = on(zones, pods);

export const connectors = () => "apono-connector status --all";

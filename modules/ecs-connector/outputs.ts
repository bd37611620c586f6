import { defineOutputs } from "../../lib/outputs/declaration";

/** The outputs of the module `ecs-connector`. */
export const ecsConnectorOutputs = defineOutputs({
  connector_id: { description: "The connector's ID in Apono" },
  connector_version: { description: "Version of the connector's image" },
  number_of_instances: { type: "number", description: "Number of instances" },
  connector_role_arn: {
    description: "ARN of the connector's IAM role; what org-delegation and Apono ask for",
  },
  connector_role_name: { description: "Name of the connector's IAM role" },
  execution_role_arn: { description: "ARN of the task execution role" },
  log_group_arn: { description: "ARN of the connector's log group" },
  log_group_name: { description: "Name of the connector's log group" },
  cluster_arn: { description: "ARN of the ECS cluster that the connector runs in" },
  service_name: { description: "Name of the ECS service" },
  task_definition_arn: {
    description: "ARN of the task definition, with its revision",
  },
  security_group_id: { description: "ID of the connector's own security group" },
  token_secret_arn: { description: "ARN of the secret that holds the token" },
  assign_public_ip: {
    type: "bool",
    description:
      "Whether the tasks get a public IP address: set explicitly, else derived from the routes",
  },
  egress: {
    type: "map(string)",
    description:
      "Subnet ID to the target of its default route: internet-gateway, nat-gateway, transit-gateway, …",
  },
  permission_sets: { type: "list(string)", description: "Names of the granted permission sets" },
  managed_policy_arns: {
    type: "list(string)",
    description: "ARNs of the managed policies of the connector's role",
  },
  region: { description: "AWS region that the connector runs in" },
  name_suffix: { description: "Suffix of the names in AWS" },
});

import { FARGATE, PUBLIC_IP, SECRET } from "../prices";
import { CONNECTED } from "../steps/connected";
import { CREATED_RESOURCES } from "../steps/created-resources";
import { ROLE_CAN, ROLE_CANNOT } from "../steps/permissions";
import { PLAN_AGAIN } from "../steps/plan-again";
import { ROLLBACK } from "../steps/rollback";
import { ROTATE } from "../steps/rotation";
import { HEALTHY, STEADY } from "../steps/service";
import { tokenAtRest } from "../steps/token-at-rest";
import type { Target } from "../target";

const NETWORK = "network";

/** The connector on ECS Fargate. */
export const ECS: Target = {
  name: "ecs",
  stack: "ecs-connector",
  minutes: "20 to 40",
  prices: [FARGATE, PUBLIC_IP, SECRET],
  missing: ({ makeNetwork }, env) => {
    if (makeNetwork && env["TF_VAR_subnetIds"])
      return "--make-network and TF_VAR_subnetIds can't be combined. Remove one of them.";
    if (makeNetwork || env["TF_VAR_subnetIds"]) return undefined;
    return "A subnet with a route to the internet is needed. Fix: export TF_VAR_subnetIds='[\"subnet-…\"]', or add --make-network.";
  },
  creates: ({ makeNetwork }) => [
    ...(makeNetwork ? ["a VPC with one public subnet, an internet gateway and a route table"] : []),
    "the resources of ecs-connector: an ECS cluster and service (one Fargate task), two IAM roles, a secret, a log group, a security group",
  ],
  prepare: async (context, { makeNetwork }) => {
    if (!makeNetwork)
      return { variables: {}, summary: `Subnets: ${context.props.env["TF_VAR_subnetIds"]}.` };
    const name = `apono-${context.props.folder.info.suffix}`;
    const { subnet_id: subnet } = await context.applyRoot(NETWORK, { TF_VAR_name: name });
    return {
      variables: { TF_VAR_subnetIds: JSON.stringify([subnet]) },
      summary: `Created a network with the subnet ${String(subnet)}.`,
    };
  },
  steps: [
    CREATED_RESOURCES,
    tokenAtRest(async ({ view, outputs = {}, props }) => {
      const { taskDefinition } = await view.made(outputs, props.token.value);
      return { "task definition": taskDefinition };
    }),
    STEADY,
    HEALTHY,
    CONNECTED,
    PLAN_AGAIN,
    ROLE_CAN,
    ROLE_CANNOT,
    ROTATE,
    ROLLBACK,
  ],
};

import { FARGATE, PUBLIC_IP, SECRET } from "../prices";
import { CONNECTED } from "../steps/connected";
import { MADE } from "../steps/made";
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
  lacks: ({ makeNetwork }, env) => {
    if (makeNetwork && env["TF_VAR_subnetIds"])
      return "Both --make-network and TF_VAR_subnetIds are given. Leave one of them out.";
    if (makeNetwork || env["TF_VAR_subnetIds"]) return undefined;
    return "A subnet with a way to the internet is needed. Fix: export TF_VAR_subnetIds='[\"subnet-…\"]', or add --make-network.";
  },
  makes: ({ makeNetwork }) => [
    ...(makeNetwork ? ["a VPC with one public subnet, an internet gateway and a route table"] : []),
    "what the stack ecs-connector makes: an ECS cluster and service (one Fargate task), two IAM roles, a secret, a log group, a security group",
  ],
  prepare: async (world, { makeNetwork }) => {
    if (!makeNetwork)
      return { variables: {}, told: `Subnets: ${world.props.env["TF_VAR_subnetIds"]}.` };
    const name = `apono-${world.props.folder.about.suffix}`;
    const { subnet_id: subnet } = await world.makeRoot(NETWORK, { TF_VAR_name: name });
    return {
      variables: { TF_VAR_subnetIds: JSON.stringify([subnet]) },
      told: `A network was made; subnet ${String(subnet)}.`,
    };
  },
  steps: [
    MADE,
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

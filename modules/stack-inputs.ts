import { type Inputs, defineInputs } from "../lib/inputs/declaration";
import * as rules from "../lib/inputs/rules";
import { MODULE_INPUTS } from "./inputs";
import type { ModuleName } from "./names";

const WAYS = ["token", "aws-cli"] as const;

/** How the stack `eks-connector` gets into the cluster. */
export const clusterAccessInputs = defineInputs({
  clusterCredentials: {
    type: "string",
    description:
      "How Terraform gets into the cluster: `token` by a token of the AWS credentials that lives for 15 minutes, " +
      "`aws-cli` by tokens that the AWS CLI fetches whenever one is needed.",
    default: "token",
    rules: [
      rules.oneOf(
        WAYS,
        `{bad} is not a valid way into the cluster. Choose ${WAYS.join(" or ")} (which needs the AWS CLI).`,
      ),
    ],
  },
});

const profileOf = (account: string) =>
  ({
    type: "string",
    description: `AWS profile with which this stack is deployed: one of ${account}. That of the environment when left out.`,
    default: null,
  }) as const;

/** As whom the stack `org-delegation` is deployed. */
export const organizationAccessInputs = defineInputs({
  organizationProfile: profileOf("the management account"),
});

/** As whom the stack `account-delegation` is deployed. */
export const accountAccessInputs = defineInputs({ accountProfile: profileOf("the account") });

/** What the variables of each deployable stack are: the inputs of its module, and its own. */
export const STACK_INPUTS: Readonly<Record<ModuleName, Inputs>> = {
  "ecs-connector": MODULE_INPUTS["ecs-connector"],
  "eks-connector": { ...MODULE_INPUTS["eks-connector"], ...clusterAccessInputs },
  "org-delegation": { ...MODULE_INPUTS["org-delegation"], ...organizationAccessInputs },
  "account-delegation": { ...MODULE_INPUTS["account-delegation"], ...accountAccessInputs },
};

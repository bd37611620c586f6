import { type Inputs, defineInputs } from "../lib/inputs/declaration";
import * as rules from "../lib/inputs/rules";
import { MODULE_INPUTS } from "./inputs";
import type { ModuleName } from "./module-names";

const WAYS = ["token", "aws-cli"] as const;

/** How the stack `eks-connector` authenticates to the cluster and the chart's registry. */
export const clusterAccessInputs = defineInputs({
  clusterCredentials: {
    type: "string",
    description:
      "How Terraform authenticates to the cluster: `token` uses one token of the AWS credentials, valid for 15 minutes; " +
      "`aws-cli` lets the AWS CLI fetch tokens when needed.",
    default: "token",
    rules: [
      rules.oneOf(
        WAYS,
        `{bad} is not a valid access method. Choose ${WAYS.join(" or ")} (which needs the AWS CLI).`,
      ),
    ],
  },
  chartRegistryUsername: {
    type: "string",
    description:
      "User of the private OCI registry that holds the chart (chartRepository or chart starts with oci://). No login when left out.",
    default: null,
    rules: [rules.matches("\\S", "{bad} is empty. Give the user's name, or leave it out.")],
  },
  chartRegistryPassword: {
    type: "string",
    description:
      "Password or token of chartRegistryUsername. Ephemeral: it goes to the helm provider alone, and is never stored in state or plan.",
    default: null,
    sensitive: true,
    ephemeral: true,
    rules: [rules.matches("\\S", "the password is empty. Give one, or leave it out.")],
  },
});

const profileOf = (account: string) =>
  ({
    type: "string",
    description: `AWS profile with which this stack is deployed, for ${account}. The environment's profile when left out.`,
    default: null,
  }) as const;

/** Credentials of the stack `org-delegation`. */
export const organizationAccessInputs = defineInputs({
  organizationProfile: profileOf("the management account"),
});

/** Credentials of the stack `account-delegation`. */
export const accountAccessInputs = defineInputs({ accountProfile: profileOf("the account") });

/** The variables of each deployable stack: the inputs of its module, and its own. */
export const STACK_INPUTS: Readonly<Record<ModuleName, Inputs>> = {
  "ecs-connector": MODULE_INPUTS["ecs-connector"],
  "eks-connector": { ...MODULE_INPUTS["eks-connector"], ...clusterAccessInputs },
  "org-delegation": { ...MODULE_INPUTS["org-delegation"], ...organizationAccessInputs },
  "account-delegation": { ...MODULE_INPUTS["account-delegation"], ...accountAccessInputs },
};

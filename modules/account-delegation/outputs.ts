import { defineOutputs } from "../../lib/outputs/declaration";

/** The outputs of the module `account-delegation`. */
export const accountDelegationOutputs = defineOutputs({
  member_role_arn: {
    description: "ARN of the role; what Apono asks for when you connect the account",
  },
  member_role_name: { description: "Name of the role" },
  permission_sets: { type: "list(string)", description: "Names of the granted permission sets" },
  name_suffix: { description: "Suffix of the names in AWS" },
});

import { defineOutputs } from "../../lib/outputs/declaration";

/** The outputs of the module `org-delegation`. */
export const orgDelegationOutputs = defineOutputs({
  management_account_role_arn: {
    description:
      "ARN of the role in the management account; what Apono asks for when you connect an organization",
  },
  management_account_role_name: {
    description: "Name of the role in the management account",
  },
  member_role_name: { description: "Name of the role in each member account" },
  member_role_arn_pattern: {
    description: "ARN of the member roles, with * for the account",
  },
  stack_set_id: { description: "ID of the StackSet that creates the member roles" },
  stack_set_arn: {
    description: "ARN of the StackSet that creates the member roles",
  },
  organization_id: { description: "ID of the organization" },
  permission_sets: {
    type: "object",
    description: "Names of the granted permission sets: management, member",
  },
  member_template: {
    description: "The StackSet's CloudFormation template, as JSON, for review",
  },
  name_suffix: { description: "Suffix of the names in AWS" },
});

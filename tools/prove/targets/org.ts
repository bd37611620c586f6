import { ASSUMED, REFUSED } from "../steps/assume";
import { PLAN_AGAIN } from "../steps/plan-again";
import { INSTANCES_CURRENT, remainingStackSets } from "../steps/stack-set";
import type { Target } from "../target";

const CONNECTOR_ROLE = "connector-role";

/** The delegation of an AWS organization. */
export const ORG: Target = {
  name: "org",
  stack: "org-delegation",
  minutes: "10 to 20",
  prices: [],
  missing: ({ unit }, env) =>
    unit !== undefined || env["TF_VAR_organizationalUnitIds"]
      ? undefined
      : "An organizational unit is needed; its accounts get the role. Fix: --unit ou-…, or export TF_VAR_organizationalUnitIds='[\"ou-…\"]'.",
  creates: ({ unit }, { accountId }) => [
    `in the management account ${accountId}: an IAM role for the connector, a service-managed StackSet, and a substitute for the connector's role (unless TF_VAR_connectorRoleArn is set)`,
    `in every account of ${unit?.join(", ") ?? "the units in TF_VAR_organizationalUnitIds"} and of their child units: an IAM role`,
  ],
  prepare: async (context, { unit }) => {
    const { env, folder } = context.props;
    const units = unit && { TF_VAR_organizationalUnitIds: JSON.stringify(unit) };
    const given = env["TF_VAR_connectorRoleArn"];
    if (given) return { variables: { ...units }, summary: `Connector role: ${given}.` };
    const name = `apono-prove-connector-${folder.info.suffix}`;
    const { role_arn: role } = await context.applyRoot(CONNECTOR_ROLE, { TF_VAR_name: name });
    return {
      variables: { ...units, TF_VAR_connectorRoleArn: String(role) },
      summary: `Created ${String(role)} as a substitute for the connector's role.`,
    };
  },
  steps: [INSTANCES_CURRENT, ASSUMED, REFUSED, PLAN_AGAIN],
  remaining: remainingStackSets,
};

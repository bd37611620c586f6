import { ASSUMED, REFUSED } from "../steps/assume";
import { PLAN_AGAIN } from "../steps/plan-again";
import { INSTANCES_CURRENT, stackSetsLeft } from "../steps/stack-set";
import type { Target } from "../target";

const CONNECTOR_ROLE = "connector-role";

/** The delegation of an organization. */
export const ORG: Target = {
  name: "org",
  stack: "org-delegation",
  minutes: "10 to 20",
  prices: [],
  lacks: ({ unit }, env) =>
    unit !== undefined || env["TF_VAR_organizationalUnitIds"]
      ? undefined
      : "An organizational unit is needed whose accounts get the role. Fix: --unit ou-…, or export TF_VAR_organizationalUnitIds='[\"ou-…\"]'.",
  makes: ({ unit }, { accountId }) => [
    `in the management account ${accountId}: an IAM role for the connector, a service-managed StackSet, and a role that stands in for the connector's (unless TF_VAR_connectorRoleArn names one)`,
    `in every account of ${unit?.join(", ") ?? "the units in TF_VAR_organizationalUnitIds"} and of those below: an IAM role`,
  ],
  prepare: async (world, { unit }) => {
    const { env, folder } = world.props;
    const units = unit && { TF_VAR_organizationalUnitIds: JSON.stringify(unit) };
    const given = env["TF_VAR_connectorRoleArn"];
    if (given) return { variables: { ...units }, told: `The connector's role is ${given}.` };
    const name = `apono-prove-connector-${folder.about.suffix}`;
    const { role_arn: role } = await world.makeRoot(CONNECTOR_ROLE, { TF_VAR_name: name });
    return {
      variables: { ...units, TF_VAR_connectorRoleArn: String(role) },
      told: `${String(role)} stands in for the connector's role.`,
    };
  },
  steps: [INSTANCES_CURRENT, ASSUMED, REFUSED, PLAN_AGAIN],
  left: stackSetsLeft,
};

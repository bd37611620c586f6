import { type Step, fail, pass } from "../step";
import type { RunContext } from "../run-context";

/** Reads the created resources through the AWS API. */
export const CREATED_RESOURCES: Step<RunContext> = {
  id: "created-resources",
  title: "Created resources",
  expected:
    "The tasks' public IP setting matches the subnets' routes, and the secret holds the token.",
  check: async (context) => {
    const { outputs = {}, props, view } = context;
    const created = await view.made(outputs, props.token.value);
    const wrong = [
      created.publicIp === (outputs["assign_public_ip"] === true)
        ? []
        : [`Public IP addresses are ${created.publicIp ? "on" : "off"}, unlike in the plan.`],
      created.secretHoldsToken ? [] : [`The secret ${created.secretName} does not hold the token.`],
    ].flat();
    if (wrong.length > 0) return fail(wrong.join(" "));
    return pass(
      `Service ${created.service} (${created.image}), public IP ${created.publicIp ? "on" : "off"}; role ${created.taskRole} with ${created.taskRolePolicies.inline} inline and ${created.taskRolePolicies.managed} managed policies; the secret holds the token.`,
    );
  },
};

import { type Step, fail, pass } from "../step";
import type { World } from "../world";

/** What AWS says of what was made. */
export const MADE: Step<World> = {
  id: "made",
  title: "What AWS says of what was made",
  expected:
    "The service gives its tasks a public IP address or none, as the routes tell, and the secret holds the token.",
  check: async (world) => {
    const { outputs = {}, props, view } = world;
    const made = await view.made(outputs, props.token.value);
    const wrong = [
      made.publicIp === (outputs["assign_public_ip"] === true)
        ? []
        : [`The service's public IP address is ${made.publicIp ? "on" : "off"}, not as planned.`],
      made.secretHoldsToken ? [] : [`The secret ${made.secretName} does not hold the token.`],
    ].flat();
    if (wrong.length > 0) return fail(wrong.join(" "));
    return pass(
      `Service ${made.service} (${made.image}), public IP ${made.publicIp ? "on" : "off"}; role ${made.taskRole} with ${made.taskRolePolicies.inline} inline and ${made.taskRolePolicies.managed} managed policies; the secret holds the token.`,
    );
  },
};

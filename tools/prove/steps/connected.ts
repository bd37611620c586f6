import { type Step, untold } from "../step";
import type { World } from "../world";

/** Whether Apono sees the connector: nobody but Apono can say. */
export const CONNECTED: Step<World> = {
  id: "connected",
  title: "Apono sees the connector",
  expected: "Apono lists the connector as connected.",
  check: async ({ props: { token }, stack }) =>
    untold(
      token.isReal
        ? `Apono is not asked here. Look for the connector ${stack.variables["TF_VAR_connectorId"]} on Apono's connector page while this run goes on.`
        : "Deployed with a made-up token, with which nothing connects. Set APONO_TOKEN.",
    ),
};
